using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Duels;

/// <summary>Queues, and connections that end during a call: nobody who has gone is taken for one who waits.</summary>
public sealed class QueuePresenceTests : IAsyncLifetime
{
    private const string JoinQueue = """{"type":1,"invocationId":"1","target":"JoinQueue","arguments":[{"category":"general"}]}""";
    private readonly HeldCalls _calls = new();
    private TestFront _front = null!;

    private QueueRelays Queues => _front.Services.GetRequiredService<QueueRelays>();

    public async Task InitializeAsync() => _front = await TestFront.StartWithAsync(
        builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(_calls), "Duels:Countdown=00:00:00", "Duels:SweepInterval=00:00:00.02", "Duels:SeatTime=00:00:30", "Duels:AwayGrace=00:00:01");

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task Who_goes_while_his_front_subscribes_loses_his_ticket()
    {
        var ada = await _front.GuestAsync("Ada");
        var subscribe = _calls.Hold<IMatchmakingGrain>(nameof(IMatchmakingGrain.Subscribe));
        var arrived = _calls.Hold<IMatchmakingGrain>(nameof(IMatchmakingGrain.ReportPresence), c => ((ImmutableArray<string>)c.Request.GetArgument(1)!).Contains(ada.PlayerId));
        string queue;
        await using (var hub = await _front.ConnectAsync(ada))
        {
            await hub.SendRaw(JoinQueue);
            queue = await subscribe.Reached;
            (await Ticket(queue, ada)).ShouldBe("ok");
        }

        await Ended(ada);
        subscribe.Release();
        await subscribe.Done;
        await Waiting.Until(async () => await Ticket(queue, ada) == "not_queued");
        arrived.IsReached.ShouldBeFalse("he was gone before");
        ShouldHoldNobody();
    }

    [Fact]
    public async Task Who_goes_while_the_queue_takes_him_loses_his_ticket()
    {
        var ada = await _front.GuestAsync("Ada");
        var join = _calls.Hold<IMatchmakingGrain>(nameof(IMatchmakingGrain.Join));
        string queue;
        await using (var hub = await _front.ConnectAsync(ada))
        {
            await hub.SendRaw(JoinQueue);
            queue = await join.Reached;
        }

        await Ended(ada);
        join.Release();
        await join.Done;
        await Waiting.Until(async () => await Ticket(queue, ada) == "not_queued");
        ShouldHoldNobody();
    }

    [Fact]
    public async Task Who_goes_while_he_takes_his_seat_does_not_wait_in_the_queue_on_that_connection()
    {
        var (ada, bob) = (await _front.GuestAsync("Ada"), await _front.GuestAsync("Bob"));
        var join = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Join));
        var gone = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.ReportPresence), c => ((ImmutableArray<string>)c.Request.GetArgument(2)!).Contains(ada.PlayerId));
        await using var other = await _front.ConnectAsync(bob);
        await using (var hub = await _front.ConnectAsync(ada))
        {
            await hub.Call("JoinQueue", new { category = "general" });
            await other.Call("JoinQueue", new { category = "general" });
            var pin = (await hub.Next("MatchFound")).Text("pin");
            await hub.SendRaw($$"""{"type":1,"invocationId":"r","target":"JoinRoom","arguments":["{{pin}}","Ada",null]}""");
            await join.Reached;
        }

        await Ended(ada);
        join.Release();
        // He is reported by the call that comes to its end.
        await gone.Reached;
        gone.Release();
        Queues.Subscriptions.SelectMany(q => q.Relay.Players).ShouldBe([bob.PlayerId]);
        Queues.Connections.ShouldBe(1);
    }

    private void ShouldHoldNobody()
    {
        Queues.Subscriptions.ShouldAllBe(q => q.Relay.IsEmpty);
        Queues.Connections.ShouldBe(0);
    }

    /// <summary>"ok", or why there is none.</summary>
    private async Task<string> Ticket(string queue, Guest who)
    {
        Tenancy.Act("main");
        var ticket = await _front.Services.GetRequiredService<IGrainFactory>().GetGrain<IMatchmakingGrain>(queue).Ticket(who.PlayerId, default);
        return ticket.Refusal?.Code ?? "ok";
    }

    /// <summary>The front has cleared the person's connection away.</summary>
    private Task Ended(Guest who)
    {
        var connections = _front.Services.GetRequiredService<Connections>();
        return Waiting.Until(() => Task.FromResult(connections.Open.All(c => c.Caller.Id != who.PlayerId)));
    }
}
