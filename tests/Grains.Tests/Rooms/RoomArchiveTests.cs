using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Players;

namespace QuizOrleans.Grains.Tests.Rooms;

public sealed class RoomArchiveTests : RoomTest
{
    [Fact]
    public async Task A_finished_game_is_stored_once_and_its_reminder_goes()
    {
        await Asking("ada", "bob");
        await Answer("ada");
        await Room.End(Host, default);
        await Eventually.IsTrueAsync(() => Archive.Stored.Count == 1);
        var game = Archive.Stored.Single();
        (game.GameId, game.Tenant, game.Title, game.HostId, game.Reason).ShouldBe((Pin, "t", "Friday", Host, "ended"));
        game.Players.Select(p => p.PlayerId).ShouldBe(["ada", "bob"], ignoreOrder: true);
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(5));
        await Cluster.KillAsync();
        await Seen();
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(5));
        Archive.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_game_that_could_not_be_stored_is_tried_again_over_a_crash_too()
    {
        Archive.Fails = true;
        await Asking("ada");
        await Room.End(Host, default);
        await Eventually.IsTrueAsync(() => Archive.Attempts == 1);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(30), () => Archive.Attempts >= 2);
        await Cluster.KillAsync();
        Archive.Fails = false;
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(30), () => Archive.Stored.Count == 1);
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(5));
        Archive.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_room_that_everybody_left_closes_itself()
    {
        await Asking("ada");
        await Room.ReportPresence("f", ["ada", Host], []);
        await Room.ReportPresence("f", [], ["ada", Host]);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => Archive.Stored.Count == 1);
        Archive.Stored.Single().Reason.ShouldBe("abandoned");
    }

    [Fact]
    public async Task A_players_history_is_what_the_archive_has()
    {
        var ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        await ada.SetProfile("Ada", default);
        await Asking("ada", "bob");
        await Answer("ada");
        await Answer("bob", choice: 0);
        await Room.End(Host, default);
        await Eventually.IsTrueAsync(() => Archive.Stored.Count == 1);
        var game = (await ada.History(null, 10, default)).Items.ShouldHaveSingleItem();
        (game.GameId, game.Title, game.Players, game.Rank, game.Score).ShouldBe((Pin, "Friday", 2, 1, 1000));
        var profile = (await ada.Profile(default)).Value.ShouldNotBeNull();
        (profile.GamesPlayed, profile.GamesWon).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_room_that_is_over_leaves_memory_and_is_read_again_when_somebody_asks()
    {
        await Asking("ada");
        await Answer("ada");
        await Room.End(Host, default);
        var before = Journal.EntriesRead;
        await Cluster.AdvanceAsync(RoomLimits.KeepAfterEnd + TimeSpan.FromSeconds(5));
        await Eventually.IsTrueAsync(async () =>
        {
            (await Seen()).Phase.ShouldBe("finished");
            return Journal.EntriesRead > before;
        });
    }
}
