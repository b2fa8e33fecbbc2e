using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Privacy;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Privacy;

/// <summary>What is left of a player, and of a room, after it was forgotten.</summary>
public abstract class PersonalRecordsContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantKey Ada = new("main", "ada");
    private static readonly TenantKey Bob = new("main", "bob");
    private Stores _stores = null!;

    protected abstract Task<Stores> Create();

    public async Task InitializeAsync() => _stores = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(false, "Ada")]
    [InlineData(true, "…")]
    public async Task Of_a_player_a_line_in_the_results_stays(bool nameless, string name)
    {
        await _stores.Games.Store(Game("G1"), default);
        await _stores.Games.Store(Game("G2"), default);
        await _stores.Matches.Save(Match("M1", MatchStatus.Completed), default);
        await _stores.Quizzes.Save("main", Quiz("ada"), default);
        await _stores.Quizzes.Save("main", Quiz("bob"), default);

        await _stores.Records.Detach(Ada, nameless, default);

        (await _stores.Games.HistoryOf(Ada, null, 10, default)).Items.ShouldBeEmpty();
        (await _stores.Games.HistoryOf(Bob, null, 10, default)).Items.Length.ShouldBe(2);
        (await _stores.Matches.Of(Ada, null, 10, default)).Items.ShouldBeEmpty();
        (await _stores.Matches.RatingsOf(Ada, default)).ShouldBeEmpty();
        (await _stores.Matches.RatingsOf(Bob, default)).ShouldNotBeEmpty();
        (await _stores.Quizzes.Find(new TenantKey("main", "q-ada"), default)).ShouldBeNull();
        (await _stores.Quizzes.Find(new TenantKey("main", "q-bob"), default)).ShouldNotBeNull();
        var match = (await _stores.Matches.Of(Bob, null, 10, default)).Items.Single();
        var left = match.Sides.Single(s => s.PlayerId != "bob");
        (left.Nickname, left.Score, left.Before, left.After).ShouldBe((name, 100, null, null));
        left.PlayerId.ShouldStartWith("gone-");
        match.Winner.ShouldBe(left.PlayerId);
        TenantKey.IsPart(left.PlayerId).ShouldBeTrue();
        await _stores.Records.Detach(Ada, nameless, default);
    }

    [Fact]
    public async Task Of_the_bank_the_own_space_and_what_was_seen_go_and_what_was_written_for_all_stays_by_nobody()
    {
        var shared = Question("shared", "*", "ada");
        await _stores.Questions.Add("main", [Question("own", "ada", "ada"), shared, Question("bobs", "bob", "bob")], default);
        await _stores.Plays.Add(new TenantKey("main", "G1"), new GameTally(ImmutableDictionary<Guid, ItemCounts>.Empty, ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty.Add("ada", [shared.Edition])), default);
        (await Unseen("ada")).ShouldBeEmpty();

        await _stores.Records.Detach(Ada, true, default);

        (await _stores.Questions.Find("main", ["own", "shared", "bobs"], default)).Select(q => (q.QuestionId, q.OwnerId, q.EditorId)).ShouldBe([("shared", "gone", "gone"), ("bobs", "bob", "bob")], ignoreOrder: true);
        (await _stores.Questions.History(new TenantKey("main", "shared"), default)).ShouldHaveSingleItem().EditorId.ShouldBe("gone");
        (await Unseen("ada")).ShouldBe(["shared"]);

        async Task<ImmutableArray<string>> Unseen(string player) => await _stores.Questions.Around("main", ["*"], new DrawQuery(new DrawRule { Count = 1 }, 0, 10, [player]), default);
    }

    [Fact]
    public async Task Somebody_elses_and_another_tenants_stay_as_they_are()
    {
        await _stores.Games.Store(Game("G1"), default);
        await _stores.Games.Store(Game("G1") with { Tenant = "other" }, default);
        await _stores.Records.Detach(Bob, true, default);
        (await _stores.Games.HistoryOf(Ada, null, 10, default)).Items.Length.ShouldBe(1);
        (await _stores.Games.HistoryOf(new TenantKey("other", "bob"), null, 10, default)).Items.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_match_that_runs_is_left_until_it_has_ended()
    {
        await _stores.Matches.Save(Match("M1", MatchStatus.Active), default);
        await _stores.Records.Detach(Ada, true, default);
        (await _stores.Matches.Of(Ada, null, 10, default)).Items.Length.ShouldBe(1);
        await _stores.Matches.Save(Match("M1", MatchStatus.Completed), default);
        await _stores.Records.Detach(Ada, true, default);
        (await _stores.Matches.Of(Ada, null, 10, default)).Items.ShouldBeEmpty();
        (await _stores.Matches.Find(new TenantKey("main", "M1"), default)).ShouldNotBeNull().Sides.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_stays_until_it_is_done_and_nameless_stays_nameless()
    {
        await _stores.Records.Request(Bob, false, Noon.AddMinutes(1), default);
        await _stores.Records.Request(Ada, true, Noon, default);
        await _stores.Records.Request(Ada, false, Noon, default);
        (await _stores.Records.Requested(null, 10, default)).ShouldBe([new Erasure(Ada, true, Noon), new Erasure(Bob, false, Noon.AddMinutes(1))]);
        var first = (await _stores.Records.Requested(null, 1, default)).ShouldHaveSingleItem();
        var second = (await _stores.Records.Requested(first, 1, default)).ShouldHaveSingleItem();
        second.Player.ShouldBe(Bob);
        (await _stores.Records.Requested(second, 1, default)).ShouldBeEmpty();
        await _stores.Records.Forgotten(Ada, default);
        (await _stores.Records.Requested(null, 10, default)).Single().Player.ShouldBe(Bob);
    }

    [Fact]
    public async Task The_journals_of_queues_in_which_nothing_happens_go()
    {
        foreach (var stream in new[] { "queue/main/old--en", "queue/zoo/old--en", "queues/main/x", "room/main/x" })
        {
            await _stores.Journal.Append(stream, 0, Events.Some(Enumerable.Range(0, 15).Select(n => $"{n}")), default);
            await _stores.Journal.WriteSnapshot(stream, new Snapshot(10, "f", Events.Event("{}")), default);
        }

        var between = (await _stores.Journal.Read("room/main/x", 0, 20, default))[^1].At.AddTicks(10);
        while (DateTimeOffset.UtcNow <= between) await Task.Yield();
        await _stores.Journal.Append("queue/main/new--en", 0, Events.Some("a"), default);
        // Old, but in use.
        await _stores.Journal.Append("queue/zoo/old--en", 15, Events.Some("b"), default);

        var forgotten = 0;
        for (int some; (some = await _stores.Records.ForgetQueues(between, 10, default)) > 0;) forgotten += some;
        forgotten.ShouldBe(15);
        (await _stores.Journal.Read("queue/main/old--en", 0, 20, default)).ShouldBeEmpty();
        (await _stores.Journal.ReadSnapshot("queue/main/old--en", default)).ShouldBeNull();
        (await _stores.Journal.Read("queue/zoo/old--en", 0, 20, default)).Length.ShouldBe(16);
        (await _stores.Journal.ReadSnapshot("queue/zoo/old--en", default)).ShouldNotBeNull();
        foreach (var stream in new[] { "queues/main/x", "room/main/x" }) (await _stores.Journal.Read(stream, 0, 20, default)).Length.ShouldBe(15);
        (await _stores.Journal.Read("queue/main/new--en", 0, 20, default)).Length.ShouldBe(1);
        // And begins anew when somebody comes.
        await _stores.Journal.Append("queue/main/old--en", 0, Events.Some("a"), default);
    }

    [Fact]
    public async Task A_rooms_record_goes_whole()
    {
        foreach (var (room, hours) in new[] { ("OLD", -1), ("NEW", 1) })
        {
            await _stores.Journal.Append($"room/main/{room}", 0, Events.Some("a", "b"), default);
            await _stores.Journal.WriteSnapshot($"room/main/{room}", new Snapshot(2, "f", Events.Event("{}")), default);
            await _stores.Games.Store(Game(room) with { FinishedAt = Noon.AddHours(hours) }, default);
            await _stores.Matches.Save(Match($"M{room}", MatchStatus.Completed, Noon.AddHours(hours)), default);
            await _stores.Journal.Append($"room/main/M{room}", 0, Events.Some("a"), default);
        }

        await _stores.Matches.Save(Match("MRUNS", MatchStatus.Active), default);
        (await _stores.Records.ForgetRooms(Noon, 10, default)).ShouldBe(2);
        (await _stores.Records.ForgetRooms(Noon, 10, default)).ShouldBe(0);

        (await _stores.Games.HistoryOf(Ada, null, 10, default)).Items.Select(g => g.GameId).ShouldBe(["NEW"]);
        (await _stores.Matches.Find(new TenantKey("main", "MOLD"), default)).ShouldBeNull();
        (await _stores.Matches.Find(new TenantKey("main", "MNEW"), default)).ShouldNotBeNull();
        (await _stores.Matches.Find(new TenantKey("main", "MRUNS"), default)).ShouldNotBeNull();
        (await _stores.Journal.Read("room/main/OLD", 0, 10, default)).ShouldBeEmpty();
        (await _stores.Journal.Read("room/main/MOLD", 0, 10, default)).ShouldBeEmpty();
        (await _stores.Journal.ReadSnapshot("room/main/OLD", default)).ShouldBeNull();
        (await _stores.Journal.Read("room/main/NEW", 0, 10, default)).Length.ShouldBe(2);
        (await _stores.Journal.ReadSnapshot("room/main/NEW", default)).ShouldNotBeNull();
    }

    private static FinishedGame Game(string id) => new(
        "main", id, "party", "Logic", "ada", "completed", Noon.AddHours(-1), Noon.AddMinutes(-30), Noon,
        [new FinishedPlayer("ada", "Ada", null, 900, 1, 12_000), new FinishedPlayer("bob", "Bob", "red", 900, 1, 9_000)]);

    private static MatchRecord Match(string id, MatchStatus status, DateTimeOffset? ended = null)
    {
        var rating = new Rating(1600, 90, 0.06, 12, Noon);
        var over = status == MatchStatus.Completed;
        return new MatchRecord(
            "main", id, "general", "en", true, status, Noon.AddHours(-2), Noon.AddHours(-2), over ? ended ?? Noon : null, over ? "ada" : null, over ? "completed" : null,
            [new MatchSide("ada", "Ada", "human", 100, rating, over ? rating : null), new MatchSide("bob", "Bob", "human", 90, rating, over ? rating : null)]);
    }

    private static IndexedQuestion Question(string id, string space, string owner)
    {
        var entry = new BankEntry(id, 1, space, owner, owner, Noon, Noon, null, null, null, new BankDraft { Kind = "trueFalse", Text = $"{id}?", Answer = true, Status = "ready" });
        return BankMapping.Index(entry, BankMapping.ToQuestion(entry));
    }

    private static QuizDocument Quiz(string owner) => new($"q-{owner}", 1, owner, Noon, new QuizDraft { Title = "Mine" });

    protected sealed record Stores(IGameArchive Games, IMatchStore Matches, IQuizStore Quizzes, IJournal Journal, IQuestionStore Questions, IPlayStore Plays, IPersonalRecords Records);
}

public sealed class MemoryPersonalRecordsTests : PersonalRecordsContract
{
    protected override Task<Stores> Create()
    {
        var (games, matches, quizzes, journal) = (new MemoryGameArchive(), new MemoryMatchStore(), new MemoryQuizStore(), new MemoryJournal());
        var plays = new MemoryPlayStore();
        var questions = new MemoryQuestionStore(plays);
        return Task.FromResult(new Stores(games, matches, quizzes, journal, questions, plays, new MemoryPersonalRecords(games, matches, quizzes, questions, plays, journal)));
    }
}

public sealed class PostgresPersonalRecordsTests : PersonalRecordsContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<Stores> Create()
    {
        _postgres = await PostgresStore.New();
        return new Stores(
            new PostgresGameArchive(_postgres.Database), new PostgresMatchStore(_postgres.Database, NullLogger<PostgresMatchStore>.Instance, TimeSpan.Zero), new PostgresQuizStore(_postgres.Database), _postgres.NewJournal(),
            new PostgresQuestionStore(_postgres.Database, new TrigramSupport(_postgres.Source, NullLogger<TrigramSupport>.Instance)), new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance, TimeSpan.Zero),
            new PostgresPersonalRecords(_postgres.Database));
    }

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
