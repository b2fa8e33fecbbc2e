using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Duels;

/// <content>One after the other.</content>
public sealed partial class DuelTests
{
    [Fact]
    public async Task Friends_play_one_after_the_other()
    {
        var ada = await Person("Ada");
        var challenge = await ada.Call("ChallengeFriend", new { category = "general", inTurns = true });
        var pin = challenge.Text("pin");
        var bob = await Person("Bob");
        // What is asked he must not see before it is his turn.
        (await bob.Refusal("JoinRoom", pin, "Bob", null)).ShouldBe("not_your_turn");
        (await bob.Refusal("WatchRoom", pin)).ShouldBe("not_your_turn");
        await PlayAlone(ada, pin);
        var ended = await ada.Next("TurnEnded");
        (ended.Text("playerId"), ended.GetProperty("remainingMs").GetInt64() > 259_000_000).ShouldBe((ada.Id, true));
        bob.Hub.Events.ShouldNotContain(e => e.Name == "QuestionOpened");
        (await ada.Call("Resync", pin)).GetProperty("duel").GetProperty("turn").Int("score").ShouldBe(ended.Int("score"));

        var snapshot = await bob.Call("JoinRoom", pin, "Bob", null);
        snapshot.GetProperty("duel").List("players").Select(p => p.Text("kind")).ShouldBe(["earlier", "human"]);
        (await ada.Call("SubmitAnswer", pin, 0, new { choices = new[] { 0 } })).Text("code").ShouldBe("not_your_turn");
        await PlayAlone(bob, pin);
        var (toBob, toAda) = (await bob.Next("RoomFinished"), await ada.Next("RoomFinished"));
        (toBob.Text("reason"), toAda.Text("reason")).ShouldBe(("completed", "completed"));
        toAda.List("standings").Single(s => s.Text("playerId") == ada.Id).Int("score").ShouldBe(ended.Int("score"));
        using var rest = _front.Rest(ada.Guest);
        var match = await Waiting.Until(() => rest.GetFromJsonAsync<JsonElement>($"/api/matches/{pin}"), m => m.Text("status") == "completed");
        match.List("players").Select(p => (p.Text("nickname"), p.Text("kind"))).ShouldBe([("Ada", "human"), ("Bob", "human")]);
    }

    [Fact]
    public async Task Who_may_not_take_his_turn_back_hears_on()
    {
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        var pin = (await ada.Call("ChallengeFriend", new { category = "general", inTurns = true })).Text("pin");
        await PlayAlone(ada, pin);
        await ada.Next("TurnEnded");
        await bob.Call("JoinRoom", pin, "Bob", null);
        (await ada.Refusal("LeaveRoom", pin)).ShouldBe("not_your_turn");
        await PlayAlone(bob, pin);
        await ada.Next("RoomFinished");
    }

    [Fact]
    public async Task A_challenger_who_turns_to_something_else_takes_nothing_from_his_friend_on_the_same_front()
    {
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        var pin = (await ada.Call("ChallengeFriend", new { category = "general", inTurns = true })).Text("pin");
        await PlayAlone(ada, pin);
        await ada.Next("TurnEnded");
        // Whatever the front says of the challenger's going, it may come late.
        var late = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Unsubscribe));
        await ada.Call("JoinQueue", new { category = "general" });
        _front.Services.GetRequiredService<RoomRelays>().Find("main", pin).ShouldBeNull();
        await bob.Call("JoinRoom", pin, "Bob", null);
        late.Release();
        await PlayAlone(bob, pin);
        (await bob.Next("RoomFinished")).Text("reason").ShouldBe("completed");
    }

    [Fact]
    public async Task What_was_told_of_a_turn_before_its_player_was_confirmed_is_in_his_snapshot()
    {
        var ada = await Person("Ada");
        var late = _calls.HoldAnswer<IQuizRoomGrain>(nameof(IQuizRoomGrain.Join));
        var challenge = ada.Call("ChallengeFriend", new { category = "general", inTurns = true });
        var key = await late.Reached;
        var room = _front.Services.GetRequiredService<IGrainFactory>().GetGrain<IQuizRoomGrain>(key);
        var relay = _front.Services.GetRequiredService<RoomRelays>().Find("main", TenantKey.Parse(key).Id).ShouldNotBeNull();
        await Waiting.Until(async () =>
        {
            Tenancy.Act("main");
            return (await room.Resync(ada.Id, default)).Value is { Phase: "question" } asked && relay.Version >= asked.Version;
        });
        late.Release();
        (await challenge).GetProperty("room").Text("phase").ShouldBe("question");
    }

    private static async Task PlayAlone(Person person, string pin)
    {
        for (var index = 0; index < 2; index++)
        {
            await person.Next("QuestionOpened", q => q.Int("index") == index);
            await person.Answer(pin, index, 0);
            await person.Next("QuestionClosed", q => q.Int("index") == index);
        }
    }
}
