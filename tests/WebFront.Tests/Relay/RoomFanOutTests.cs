using System.Text;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Tests.Relay;

public sealed class RoomFanOutTests
{
    [Fact]
    public async Task What_is_for_members_only_reaches_nobody_whom_the_room_has_not_confirmed()
    {
        var (ada, bob) = (TestLine.Open("ada-1"), TestLine.Open("bob-1"));
        var listeners = new RoomListeners();
        foreach (var line in new[] { ada, bob }) listeners.Add(line.Line, Audience.Players);
        listeners.SetMember("ada-1", "ada", isHost: false);

        var fanOut = new RoomFanOut(new RoomWording(TestLine.Words()));
        await fanOut.Tell(listeners, [new RoomUpdate("P", 1, 2, new RoomLocked(true), MembersOnly: true)]);
        await fanOut.Tell(listeners, [new RoomUpdate("P", 2, 3, new RoomLocked(false))]);

        (await First(ada)).ShouldContain("\"version\":2");
        // The first that he hears has a hole before it.
        (await First(bob)).ShouldSatisfyAllConditions(t => t.ShouldNotContain("\"version\":2"), t => t.ShouldContain("\"since\":2"));
    }

    private static async Task<string> First(TestLine line)
    {
        var read = await line.Sent.ReadAsync();
        return Encoding.UTF8.GetString(read.Buffer);
    }
}
