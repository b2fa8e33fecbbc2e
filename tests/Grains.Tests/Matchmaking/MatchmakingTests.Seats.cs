using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Rooms;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>What a matched duel's listeners are told of the seats.</content>
public sealed partial class MatchmakingTests
{
    [Fact]
    public async Task Who_came_first_is_told_of_with_the_second_as_the_duel_begins()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        var duel = Duel(matchId);
        var front = new TestFrontEar();
        (await duel.Subscribe("f", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(front))).ShouldNotBeNull();
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Eventually.IsTrueAsync(() => front.Notices<QuestionOpened>().Length == 1);
        front.Notices<PlayersJoined>().ShouldHaveSingleItem().Players.Select(p => p.PlayerId).ShouldBe(["ada", "bob"]);
        // No hole in the chain of versions.
        foreach (var (before, after) in front.Heard.Zip(front.Heard.Skip(1))) after.Since.ShouldBe(before.Version);
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task Who_came_first_is_told_of_in_the_end_though_nobody_else_comes()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        var front = new TestFrontEar();
        (await Duel(matchId).Subscribe("f", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(front))).ShouldNotBeNull();
        await Seat(matchId, "ada");
        await Cluster.AdvanceUntilAsync(Step, () => front.Notices<PlayersJoined>().Length == 1);
        front.Notices<PlayersJoined>().Single().Players.Single().PlayerId.ShouldBe("ada");
        front.Notices<RoomFinished>().ShouldBeEmpty();
        GC.KeepAlive(front);
    }
}
