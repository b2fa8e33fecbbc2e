using QuizOrleans.Grains;
using QuizOrleans.Grains.Players;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Games;

/// <summary>What every archive promises.</summary>
public abstract class GameArchiveContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantKey Ada = new("main", "ada");
    private IGameArchive _archive = null!;

    protected abstract Task<IGameArchive> Create();

    public async Task InitializeAsync() => _archive = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_game_is_in_the_history_of_its_players()
    {
        await _archive.Store(Game("g1"), default);

        var page = await _archive.HistoryOf(Ada, null, 10, default);

        page.Items.ShouldBe([new GameSummary("g1", "Logic", "party", Noon, 2, 1, 900)]);
        page.Next.ShouldBeNull();
        (await _archive.HistoryOf(new TenantKey("other", "ada"), null, 10, default)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_game_is_stored_once()
    {
        await _archive.Store(Game("g1"), default);
        await _archive.Store(Game("g1") with { Title = "Other", Players = [] }, default);

        (await _archive.HistoryOf(Ada, null, 10, default)).Items.Single().Title.ShouldBe("Logic");
        (await _archive.TotalsOf(Ada, default)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_game_nobody_played_is_stored_too() => await _archive.Store(Game("g1") with { Players = [], StartedAt = null }, default);

    [Fact]
    public async Task A_history_is_newest_first_page_by_page()
    {
        for (var n = 0; n < 7; n++) await _archive.Store(Game($"g{n}", minutes: n / 2), default);

        List<string> ids = [];
        string? after = null;
        do
        {
            var page = await _archive.HistoryOf(Ada, after, 2, default);
            ids.AddRange(page.Items.Select(game => game.GameId));
            after = page.Next;
        }
        while (after is not null);

        ids.ShouldBe(["g6", "g4", "g5", "g2", "g3", "g0", "g1"]);
        (await _archive.HistoryOf(Ada, "unreadable", 100, default)).Items.Length.ShouldBe(7);
    }

    [Fact]
    public async Task Totals_count_shared_wins()
    {
        await _archive.Store(Game("g1"), default);
        await _archive.Store(Game("g2", adaRank: 2), default);
        (await _archive.TotalsOf(Ada, default)).ShouldBe((2, 1));
        (await _archive.TotalsOf(new TenantKey("main", "nobody"), default)).ShouldBe((0, 0));
    }

    private static FinishedGame Game(string id, int minutes = 0, int adaRank = 1) => new(
        "main", id, "party", "Logic", "host", "completed", Noon.AddHours(-1), Noon.AddMinutes(-30), Noon.AddMinutes(minutes),
        [new FinishedPlayer("ada", "Ada", null, 900, adaRank, 12_000), new FinishedPlayer("bob", "Bob", "red", 900, 1, 9_000)]);
}

public sealed class MemoryGameArchiveTests : GameArchiveContract
{
    protected override Task<IGameArchive> Create() => Task.FromResult<IGameArchive>(new MemoryGameArchive());
}

public sealed class PostgresGameArchiveTests : GameArchiveContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<IGameArchive> Create() => new PostgresGameArchive((_postgres = await PostgresStore.New()).Database);

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
