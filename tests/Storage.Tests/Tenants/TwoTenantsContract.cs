using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Accounts;
using QuizOrleans.Storage.Audit;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Privacy;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Tenants;

/// <summary>
/// Everything is there twice, under the same ids: in tenant "red" and in tenant "blue". Whatever one of them asks or does, it sees and touches its own.
/// Every method of every store is tried; a new one that is not here fails the test that counts them.
/// </summary>
public abstract class TwoTenantsContract : IAsyncLifetime
{
    private const string Red = "red";
    private const string Blue = "blue";
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>By what each method is held apart.</summary>
    private static readonly Dictionary<Type, string[]> Tried = new()
    {
        [typeof(IQuizStore)] = [nameof(IQuizStore.Find), nameof(IQuizStore.Save), nameof(IQuizStore.Delete), nameof(IQuizStore.List)],
        [typeof(IContentStore)] = [nameof(IContentStore.Find), nameof(IContentStore.Save)],
        [typeof(IGameArchive)] = [nameof(IGameArchive.Store), nameof(IGameArchive.HistoryOf), nameof(IGameArchive.TotalsOf)],
        [typeof(IMatchStore)] =
        [
            nameof(IMatchStore.Save), nameof(IMatchStore.Find), nameof(IMatchStore.Of), nameof(IMatchStore.Unfinished), nameof(IMatchStore.RatingsOf), nameof(IMatchStore.Duelist),
            nameof(IMatchStore.Top), nameof(IMatchStore.Around), nameof(IMatchStore.FindRecorded),
        ],
        [typeof(IAccountStore)] =
        [
            nameof(IAccountStore.Add), nameof(IAccountStore.Find), nameof(IAccountStore.FindByEmail), nameof(IAccountStore.Save), nameof(IAccountStore.Delete), nameof(IAccountStore.List),
        ],
        [typeof(ITokenFamilyStore)] =
        [
            nameof(ITokenFamilyStore.Add), nameof(ITokenFamilyStore.Find), nameof(ITokenFamilyStore.Replace), nameof(ITokenFamilyStore.Delete), nameof(ITokenFamilyStore.DeleteOf),
            nameof(ITokenFamilyStore.Of), nameof(ITokenFamilyStore.DeleteExpired),
        ],
        [typeof(IAuditLog)] = [nameof(IAuditLog.Append), nameof(IAuditLog.Read), nameof(IAuditLog.Forget)],
        [typeof(IPersonalRecords)] =
        [
            nameof(IPersonalRecords.Request), nameof(IPersonalRecords.Detach), nameof(IPersonalRecords.Requested), nameof(IPersonalRecords.Forgotten), nameof(IPersonalRecords.ForgetRooms),
            nameof(IPersonalRecords.ForgetQueues),
        ],
        [typeof(IQuestionStore)] =
        [
            nameof(IQuestionStore.Find), nameof(IQuestionStore.FindByEdition), nameof(IQuestionStore.Add), nameof(IQuestionStore.Update), nameof(IQuestionStore.Delete), nameof(IQuestionStore.History),
            nameof(IQuestionStore.List), nameof(IQuestionStore.Facets), nameof(IQuestionStore.Categories), nameof(IQuestionStore.Similar), nameof(IQuestionStore.Around), nameof(IQuestionStore.SetFlags),
        ],
        [typeof(IPlayStore)] = [nameof(IPlayStore.Add), nameof(IPlayStore.Find)],
        // By the stream's name: WebFront.Tests' GrainWallTests see that it holds the grain's key.
        [typeof(IJournal)] = [nameof(IJournal.Append), nameof(IJournal.Read), nameof(IJournal.ReadSnapshot), nameof(IJournal.WriteSnapshot), nameof(IJournal.Trim)],
    };

    private Stores _stores = null!;

    protected abstract Task<Stores> Create();

    private IQuizStore Quizzes => _stores.Quizzes;

    private IGameArchive Games => _stores.Games;

    private IMatchStore Matches => _stores.Matches;

    public async Task InitializeAsync()
    {
        _stores = await Create();
        foreach (var tenant in (string[])[Red, Blue])
        {
            await Quizzes.Save(tenant, Quiz(tenant, 1), default);
            await _stores.Questions.Add(tenant, [Question(tenant, 1)], default);
            await Games.Store(Game(tenant), default);
            await Matches.Save(Match(tenant), default);
            await _stores.Accounts.Add(Account(tenant), default);
            await _stores.Families.Add(tenant, Family(tenant), default);
            await _stores.Audit.Append(tenant, [new AuditEntry(Noon, "ada", "signed_in", null, "ok", null, tenant)], default);
        }
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_method_of_every_store_is_tried_here()
    {
        var ports = typeof(IJournal).Assembly.GetTypes().Where(t => t is { IsInterface: true, IsPublic: true } && !t.IsAssignableTo(typeof(IAddressable)) && Implemented(t));
        ports.Select(p => p.Name).Order().ShouldBe(Tried.Keys.Select(p => p.Name).Order());
        foreach (var (port, methods) in Tried) port.GetMethods().Select(m => m.Name).Order().ShouldBe(methods.Order());
    }

    [Fact]
    public async Task A_quiz_is_its_tenants()
    {
        (await Quizzes.Find(new TenantKey(Red, "q1"), default))!.Quiz.Title.ShouldBe(Red);
        (await Quizzes.List(Red, "ada", null, 10, default)).Items.Select(q => q.Title).ShouldBe([Red]);
        (await Quizzes.Save(Blue, Quiz("changed", 2), default)).ShouldBeTrue();
        (await Quizzes.Find(new TenantKey(Red, "q1"), default))!.Version.ShouldBe(1);
        (await Quizzes.Delete(new TenantKey(Blue, "q1"), default)).ShouldBeTrue();
        (await Quizzes.Find(new TenantKey(Red, "q1"), default)).ShouldNotBeNull();
        (await Quizzes.Delete(new TenantKey("green", "q1"), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_built_in_content_it_has_is_its_tenants()
    {
        await _stores.Content.Save(Red, new ContentStamp("one", Noon), default);
        await _stores.Content.Save(Blue, new ContentStamp("two", Noon.AddDays(1)), default);
        (await _stores.Content.Find(Red, default)).ShouldBe(new ContentStamp("one", Noon));
        (await _stores.Content.Find("green", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_question_is_its_tenants()
    {
        var (questions, here) = (_stores.Questions, Question(Red, 1));
        async Task<string> Owner(string tenant) => (await questions.Find(tenant, ["b1"], default)).Single().OwnerId;
        (await Owner(Red)).ShouldBe(Red);
        (await questions.FindByEdition(Red, [here.Edition], default)).Select(q => q.OwnerId).ShouldBe([Red]);
        (await questions.List(Red, ["*"], new BankFilter(), null, 10, default)).Items.Select(q => q.OwnerId).ShouldBe([Red]);
        (await questions.Facets(Red, ["*"], default)).Total.ShouldBe(1);
        (await questions.Facets("green", ["*"], default)).Total.ShouldBe(0);
        (await questions.Categories(Red, ["*"], ["trueFalse"], default)).Single().Count.ShouldBe(1);
        (await questions.Similar("green", ["*"], [here.Likeness], 0.5, 5, default))[0].ShouldBeEmpty();
        (await questions.Similar(Red, ["*"], [here.Likeness], 0.5, 5, default))[0].Length.ShouldBe(1);
        (await questions.Around("green", ["*"], new DrawQuery(new DrawRule { Count = 1 }, 0, 10, []), default)).ShouldBeEmpty();
        (await questions.Around(Red, ["*"], new DrawQuery(new DrawRule { Count = 1 }, 0, 10, []), default)).ShouldBe(["b1"]);
        await questions.SetFlags(Blue, ["b1"], ["best_players_miss"], default);
        (await questions.List(Red, ["*"], new BankFilter { Flag = "any" }, null, 10, default)).Items.ShouldBeEmpty();
        (await questions.Update(Blue, [Question(Blue, 2)], default)).ShouldBe(["b1"]);
        (await questions.History(new TenantKey(Red, "b1"), default)).Select(q => q.Version).ShouldBe([1]);
        (await questions.Delete("green", ["b1"], ["*"], default)).ShouldBeEmpty();
        (await questions.Delete(Blue, ["b1"], ["*"], default)).ShouldBe(["b1"]);
        (await Owner(Red)).ShouldBe(Red);
    }

    [Fact]
    public async Task What_was_played_and_seen_is_its_tenants()
    {
        var edition = Question(Red, 1).Edition;
        var tally = new GameTally(
            ImmutableDictionary<Guid, ItemCounts>.Empty.Add(edition, ItemCounts.None with { Shown = 1, Answered = 1, Right = 1 }),
            ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty.Add("ada", [edition]));
        await _stores.Plays.Add(new TenantKey(Red, "g1"), tally, default);
        await _stores.Plays.Add(new TenantKey(Blue, "g1"), new GameTally(tally.Items, ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty), default);
        (await _stores.Plays.Find(Red, [edition], default))[edition].Games.ShouldBe(1);
        (await _stores.Plays.Find("green", [edition], default)).ShouldBeEmpty();
        var unseen = new DrawQuery(new DrawRule { Count = 1 }, 0, 10, ["ada"]);
        (await _stores.Questions.Around(Red, ["*"], unseen, default)).ShouldBeEmpty();
        (await _stores.Questions.Around(Blue, ["*"], unseen, default)).ShouldBe(["b1"]);
    }

    [Fact]
    public async Task A_game_is_its_tenants()
    {
        (await Games.HistoryOf(new TenantKey(Red, "ada"), null, 10, default)).Items.Select(g => g.Title).ShouldBe([Red]);
        (await Games.TotalsOf(new TenantKey(Red, "ada"), default)).ShouldBe((1, 1));
        (await Games.TotalsOf(new TenantKey("green", "ada"), default)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_match_and_its_ratings_are_their_tenants()
    {
        (await Matches.Find(new TenantKey(Red, "m1"), default))!.Sides[0].Nickname.ShouldBe(Red);
        (await Matches.Of(new TenantKey(Red, "ada"), null, 10, default)).Items.Select(m => m.Tenant).ShouldBe([Red]);
        (await Matches.RatingsOf(new TenantKey(Red, "ada"), default)).Count.ShouldBe(1);
        (await Matches.RatingsOf(new TenantKey("green", "ada"), default)).ShouldBeEmpty();
        (await Matches.Duelist(new TenantKey(Red, "ada"), default)).LastOpponent.ShouldBe("bob");
        (await Matches.Duelist(new TenantKey("green", "ada"), default)).ShouldBe(DuelistRecord.Unknown);
        (await Matches.Top(Red, "logic", 10, default)).Select(r => (r.PlayerId, r.Nickname)).ShouldBe([("ada", Red), ("bob", Red)]);
        (await Matches.Around(new TenantKey(Red, "ada"), "logic", 5, default)).Length.ShouldBe(2);
        (await Matches.Around(new TenantKey("green", "ada"), "logic", 5, default)).ShouldBeEmpty();
        (await Matches.FindRecorded(Red, "logic", "en", 1500, "cleo", default)).ShouldNotBeNull();
        (await Matches.FindRecorded("green", "logic", "en", 1500, "cleo", default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_keeper_is_told_of_names_its_tenant()
    {
        await Matches.Save(Match(Blue) with { MatchId = "m2", EndedAt = null, Status = MatchStatus.Active, Winner = null, Reason = null }, default);
        (await Matches.Unfinished(Noon.AddHours(1), null, 10, default)).Select(m => m.Match).ShouldBe([new TenantKey(Blue, "m2")]);
    }

    [Fact]
    public async Task An_account_is_its_tenants()
    {
        var accounts = _stores.Accounts;
        (await accounts.Find(new TenantKey(Red, "ada"), default))!.Nickname.ShouldBe(Red);
        (await accounts.FindByEmail(Red, "ada@example.org", default))!.Nickname.ShouldBe(Red);
        (await accounts.FindByEmail("green", "ada@example.org", default)).ShouldBeNull();
        (await accounts.List(Red, null, 10, default)).Items.Select(a => a.Nickname).ShouldBe([Red]);
        (await accounts.Save(Account(Blue) with { Nickname = "changed", Version = 2 }, default)).ShouldBeTrue();
        (await accounts.Find(new TenantKey(Red, "ada"), default))!.Version.ShouldBe(1);
        (await accounts.Delete(new TenantKey(Blue, "ada"), default)).ShouldBeTrue();
        (await accounts.Find(new TenantKey(Red, "ada"), default)).ShouldNotBeNull();
        (await accounts.Delete(new TenantKey("green", "ada"), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sign_in_is_its_tenants()
    {
        var families = _stores.Families;
        (await families.Find(new TenantKey(Red, "f1"), default))!.Nickname.ShouldBe(Red);
        (await families.Of(new TenantKey(Red, "ada"), default)).Select(f => f.Nickname).ShouldBe([Red]);
        (await families.Replace(Blue, Family(Blue) with { Current = "next" }, "current", default)).ShouldBeTrue();
        (await families.Find(new TenantKey(Red, "f1"), default))!.Current.ShouldBe("current");
        (await families.Replace("green", Family(Blue), "next", default)).ShouldBeFalse();
        (await families.DeleteOf(new TenantKey("green", "ada"), default)).ShouldBe(0);
        (await families.Delete(new TenantKey(Blue, "f1"), default)).ShouldBeTrue();
        (await families.Find(new TenantKey(Red, "f1"), default)).ShouldNotBeNull();
        (await families.DeleteExpired(Noon.AddDays(1), 10, default)).ShouldBe(0);
    }

    [Fact]
    public async Task The_audit_is_its_tenants()
    {
        (await _stores.Audit.Read(Red, new AuditQuery(), default)).Items.Select(e => e.Details).ShouldBe([Red]);
        (await _stores.Audit.Read(Red, new AuditQuery(Actor: "ada"), default)).Items.Length.ShouldBe(1);
        (await _stores.Audit.Read("green", new AuditQuery(Actor: "ada"), default)).Items.ShouldBeEmpty();
        (await _stores.Audit.Forget(Noon.AddDays(-1), default)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_forgotten_in_one_tenant_is_known_in_the_other()
    {
        var records = _stores.Records;
        await records.Request(new TenantKey(Blue, "ada"), true, Noon, default);
        (await records.Requested(null, 10, default)).Select(e => e.Player).ShouldBe([new TenantKey(Blue, "ada")]);
        await records.Detach(new TenantKey(Blue, "ada"), true, default);
        (await Games.HistoryOf(new TenantKey(Blue, "ada"), null, 10, default)).Items.ShouldBeEmpty();
        (await Games.HistoryOf(new TenantKey(Red, "ada"), null, 10, default)).Items.Length.ShouldBe(1);
        (await Matches.RatingsOf(new TenantKey(Red, "ada"), default)).Count.ShouldBe(1);
        (await Matches.Find(new TenantKey(Red, "m1"), default))!.Winner.ShouldBe("ada");
        (await Quizzes.Find(new TenantKey(Red, "q1"), default)).ShouldNotBeNull();
        await records.Forgotten(new TenantKey(Red, "ada"), default);
        (await records.Requested(null, 10, default)).Length.ShouldBe(1);
        (await records.ForgetRooms(Noon.AddDays(-1), 10, default)).ShouldBe(0);
        // For all tenants, by time alone.
        (await records.ForgetQueues(Noon.AddDays(-1), 10, default)).ShouldBe(0);
    }

    private static Account Account(string tenant) =>
        new(new TenantKey(tenant, "ada"), "ada@example.org", false, "hash", tenant, ["player"], null, Noon, 1);

    private static TokenFamily Family(string tenant) =>
        new("f1", "ada", true, tenant, Noon, Noon, Noon.AddDays(30), TimeSpan.FromDays(14), "current", null, null);

    private static bool Implemented(Type port) => typeof(MemoryQuizStore).Assembly.GetTypes().Any(t => t.IsClass && port.IsAssignableFrom(t));

    private static QuizDocument Quiz(string title, int version) => new("q1", version, "ada", Noon, new QuizDraft
    {
        Title = title,
        Questions = [new QuestionDraft { Kind = "trueFalse", Text = "Is it?", Answer = true }],
    });

    private static IndexedQuestion Question(string owner, int version)
    {
        var entry = new BankEntry("b1", version, "*", owner, owner, Noon, Noon, null, null, null, new BankDraft { Kind = "trueFalse", Text = "Is the same question in both?", Answer = true, Status = "ready" });
        return BankMapping.Index(entry, BankMapping.ToQuestion(entry));
    }

    private static FinishedGame Game(string tenant) => new(
        tenant, "g1", "party", tenant, "host", "completed", Noon, Noon, Noon, [new FinishedPlayer("ada", tenant, null, 900, 1, 1000)]);

    private static MatchRecord Match(string tenant) => new(
        tenant, "m1", "logic", "en", true, MatchStatus.Completed, Noon, Noon, Noon.AddMinutes(5), "ada", "completed", [Side("ada", tenant), Side("bob", tenant)]);

    private static MatchSide Side(string player, string nickname) =>
        new(player, nickname, "human", 50, new Rating(1500, 60, 0.06, 10, Noon), new Rating(player == "ada" ? 1510 : 1490, 60, 0.06, 11, Noon));
}

public sealed record Stores(
    IQuizStore Quizzes, IGameArchive Games, IMatchStore Matches, IAccountStore Accounts, ITokenFamilyStore Families, IAuditLog Audit, IPersonalRecords Records,
    IQuestionStore Questions, IPlayStore Plays, IContentStore Content);

public sealed class TwoTenantsInMemoryTests : TwoTenantsContract
{
    protected override Task<Stores> Create()
    {
        var services = new ServiceCollection().AddLogging().AddMemoryStorage().BuildServiceProvider();
        return Task.FromResult(new Stores(
            services.GetRequiredService<IQuizStore>(), services.GetRequiredService<IGameArchive>(), services.GetRequiredService<IMatchStore>(), services.GetRequiredService<IAccountStore>(),
            services.GetRequiredService<ITokenFamilyStore>(), services.GetRequiredService<IAuditLog>(), services.GetRequiredService<IPersonalRecords>(),
            services.GetRequiredService<IQuestionStore>(), services.GetRequiredService<IPlayStore>(), services.GetRequiredService<IContentStore>()));
    }
}

public sealed class TwoTenantsInPostgresTests : TwoTenantsContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<Stores> Create()
    {
        _postgres = await PostgresStore.New();
        var database = _postgres.Database;
        return new Stores(
            new PostgresQuizStore(database), new PostgresGameArchive(database), new PostgresMatchStore(database, NullLogger<PostgresMatchStore>.Instance, TimeSpan.Zero), new PostgresAccountStore(database),
            new PostgresTokenFamilyStore(database), new PostgresAuditLog(database, NullLogger<PostgresAuditLog>.Instance), new PostgresPersonalRecords(database),
            new PostgresQuestionStore(database, new TrigramSupport(_postgres.Source, NullLogger<TrigramSupport>.Instance)), new PostgresPlayStore(database, NullLogger<PostgresPlayStore>.Instance, TimeSpan.Zero),
            new PostgresContentStore(database));
    }

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
