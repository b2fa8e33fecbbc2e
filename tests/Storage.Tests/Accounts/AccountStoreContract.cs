using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Storage.Accounts;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Accounts;

/// <summary>What every store of accounts promises.</summary>
public abstract class AccountStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private IAccountStore _accounts = null!;

    protected abstract Task<IAccountStore> Create();

    public async Task InitializeAsync() => _accounts = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_account_is_found_as_it_was_stored()
    {
        var ada = Ada with { Code = OneTimeCode.Issue(CodePurpose.ProveEmail, "ada", "34679ACDEF", Noon), Roles = ["player", "admin"] };
        (await _accounts.Add(ada, default)).ShouldBeTrue();
        foreach (var found in new[] { await _accounts.Find(ada.Key, default), await _accounts.FindByEmail("main", ada.Email, default) })
        {
            found.ShouldNotBeNull().Roles.ShouldBe(ada.Roles);
            (found with { Roles = ada.Roles }).ShouldBe(ada);
        }

        (await _accounts.Find(new TenantKey("other", "ada"), default)).ShouldBeNull();
        (await _accounts.FindByEmail("other", ada.Email, default)).ShouldBeNull();
        (await _accounts.FindByEmail("main", "", default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_address_is_one_tenants_only_once()
    {
        (await _accounts.Add(Ada, default)).ShouldBeTrue();
        (await _accounts.Add(Ada with { Key = new TenantKey("main", "bob") }, default)).ShouldBeFalse();
        (await _accounts.Add(Ada with { Email = "other@example.org" }, default)).ShouldBeFalse();
        (await _accounts.Add(Ada with { Key = new TenantKey("school", "ada") }, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_take_an_address_at_once_one_has_it()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => _accounts.Add(Ada with { Key = new TenantKey("main", $"a{n}") }, default)));
        added.Count(a => a).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_rests_on_what_was_read()
    {
        await _accounts.Add(Ada, default);
        (await _accounts.Save(Ada with { EmailProven = true, Version = 2 }, default)).ShouldBeTrue();
        (await _accounts.Save(Ada with { Nickname = "Eve", Version = 2 }, default)).ShouldBeFalse();
        (await _accounts.Save(Ada with { Key = new TenantKey("main", "nobody"), Version = 2 }, default)).ShouldBeFalse();
        (await _accounts.Find(Ada.Key, default)).ShouldNotBeNull().EmailProven.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_account_frees_its_address()
    {
        await _accounts.Add(Ada, default);
        (await _accounts.Delete(Ada.Key, default)).ShouldBeTrue();
        (await _accounts.Delete(Ada.Key, default)).ShouldBeFalse();
        (await _accounts.Add(Ada with { Key = new TenantKey("main", "ada2") }, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Accounts_are_listed_newest_first_page_by_page()
    {
        for (var n = 0; n < 5; n++)
            await _accounts.Add(Ada with { Key = new TenantKey("main", $"a{n}"), Email = $"a{n}@example.org", CreatedAt = Noon.AddMinutes(n / 2) }, default);
        await _accounts.Add(Ada with { Key = new TenantKey("school", "x") }, default);
        List<string> ids = [];
        string? after = null;
        do
        {
            var (items, next) = await _accounts.List("main", after, 2, default);
            ids.AddRange(items.Select(a => a.Key.Id));
            after = next;
        }
        while (after is not null);
        ids.ShouldBe(["a4", "a2", "a3", "a0", "a1"]);
    }

    private static Account Ada { get; } = new(new TenantKey("main", "ada"), "ada@example.org", false, "hash", "Ada", ["player", "host"], null, Noon, 1);
}

public sealed class MemoryAccountStoreTests : AccountStoreContract
{
    protected override Task<IAccountStore> Create() => Task.FromResult<IAccountStore>(new MemoryAccountStore());
}

public sealed class PostgresAccountStoreTests : AccountStoreContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<IAccountStore> Create() => new PostgresAccountStore((_postgres = await PostgresStore.New()).Database);

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
