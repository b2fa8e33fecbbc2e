using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Storage.Accounts;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Privacy;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Accounts;

/// <summary>What every store of sign-ins promises.</summary>
public abstract class TokenFamilyStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantKey Ada = new("main", "ada");
    private ITokenFamilyStore _families = null!;
    private IPersonalRecords _records = null!;

    protected abstract Task<(ITokenFamilyStore Families, IPersonalRecords Records)> Create();

    public async Task InitializeAsync() => (_families, _records) = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_sign_in_is_found_as_it_was_stored()
    {
        var family = Family(1) with { Previous = "p", Salt = "s" };
        await _families.Add("main", family, default);
        (await _families.Find(new TenantKey("main", family.Id), default)).ShouldBe(family);
        (await _families.Find(new TenantKey("other", family.Id), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_renew_at_once_one_is_first()
    {
        var family = Family(1);
        await _families.Add("main", family, default);
        var replaced = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            _families.Replace("main", family with { Current = $"next{n}", Previous = family.Current, RenewedAt = Noon.AddMinutes(n) }, family.Current, default)));
        replaced.Count(r => r).ShouldBe(1);
        (await _families.Find(new TenantKey("main", family.Id), default)).ShouldNotBeNull().Previous.ShouldBe(family.Current);
        (await _families.Replace("other", family with { Current = "x" }, "next0", default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_guest_may_go_on_under_another_name()
    {
        var family = Family(1);
        await _families.Add("main", family, default);
        var next = family with { Nickname = "Grace", Current = "next", Previous = family.Current, Salt = "s" };
        (await _families.Replace("main", next, family.Current, default)).ShouldBeTrue();
        (await _families.Find(new TenantKey("main", family.Id), default)).ShouldBe(next);
    }

    [Fact]
    public async Task A_players_sign_ins_are_listed_and_ended_together()
    {
        for (var n = 0; n < 3; n++) await _families.Add("main", Family(n) with { OpenedAt = Noon.AddMinutes(n) }, default);
        await _families.Add("main", Family(9) with { Subject = "bob" }, default);
        await _families.Add("other", Family(10), default);
        (await _families.Of(Ada, default)).Select(f => f.OpenedAt).ShouldBe([Noon.AddMinutes(2), Noon.AddMinutes(1), Noon]);
        (await _families.DeleteOf(Ada, default)).ShouldBe(3);
        (await _families.Of(Ada, default)).ShouldBeEmpty();
        (await _families.Of(new TenantKey("main", "bob"), default)).Length.ShouldBe(1);
        (await _families.Of(new TenantKey("other", "ada"), default)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_has_expired_goes_and_guests_whose_last_it_was_are_marked()
    {
        await _families.Add("main", Family(1) with { IsGuest = true, Subject = "gone" }, default);
        await _families.Add("main", Family(2) with { IsGuest = true, Subject = "back" }, default);
        await _families.Add("main", Family(3) with { IsGuest = true, Subject = "back", RenewedAt = Noon.AddDays(5) }, default);
        await _families.Add("main", Family(4) with { Subject = "account" }, default);
        var at = Noon.AddDays(10);
        (await _families.DeleteExpired(at.AddTicks(-10), 100, default)).ShouldBe(0);
        (await _families.DeleteExpired(at, 2, default)).ShouldBe(2);
        (await _families.DeleteExpired(at, 2, default)).ShouldBe(1);
        (await _records.Requested(null, 10, default)).ShouldBe([new Erasure(new TenantKey("main", "gone"), false, at)]);
        (await _families.Of(new TenantKey("main", "back"), default)).Length.ShouldBe(1);
    }

    private static TokenFamily Family(int n) =>
        TokenFamily.Open(RefreshToken.New("main", [.. Enumerable.Repeat((byte)n, 48)]), "ada", false, "Ada", Noon, TimeSpan.FromDays(10), TimeSpan.FromDays(30));
}

public sealed class MemoryTokenFamilyStoreTests : TokenFamilyStoreContract
{
    protected override Task<(ITokenFamilyStore, IPersonalRecords)> Create()
    {
        var plays = new MemoryPlayStore();
        var records = new MemoryPersonalRecords(new MemoryGameArchive(), new MemoryMatchStore(), new MemoryQuizStore(), new MemoryQuestionStore(plays), plays, new MemoryJournal());
        return Task.FromResult<(ITokenFamilyStore, IPersonalRecords)>((new MemoryTokenFamilyStore(records), records));
    }
}

public sealed class PostgresTokenFamilyStoreTests : TokenFamilyStoreContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<(ITokenFamilyStore, IPersonalRecords)> Create()
    {
        _postgres = await PostgresStore.New();
        return (new PostgresTokenFamilyStore(_postgres.Database), new PostgresPersonalRecords(_postgres.Database));
    }

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
