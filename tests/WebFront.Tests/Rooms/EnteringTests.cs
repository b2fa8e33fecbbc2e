using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

/// <summary>Entering a room, when the room does not answer or the connection ends meanwhile.</summary>
public sealed class EnteringTests : IAsyncLifetime
{
    private readonly HeldCalls _calls = new();
    private TestFront _front = null!;

    private RoomRelays Relays => _front.Services.GetRequiredService<RoomRelays>();

    public async Task InitializeAsync() => _front = await TestFront.StartWithAsync(builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(_calls));

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task Who_goes_while_his_front_subscribes_leaves_nothing_behind()
    {
        var pin = await OpenRoom();
        var ada = await _front.GuestAsync("Ada");
        var subscribe = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Subscribe));
        var join = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Join));
        var gone = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.ReportPresence), c => ((ImmutableArray<string>)c.Request.GetArgument(2)!).Contains(ada.PlayerId));
        await using (var hub = await _front.ConnectAsync(ada))
        {
            await hub.SendRaw($$"""{"type":1,"invocationId":"1","target":"JoinRoom","arguments":["{{pin}}","Ada",null]}""");
            await subscribe.Reached;
        }

        await Ended(ada);
        subscribe.Release();
        await join.Reached;
        Relays.Connections.ShouldBe(0);
        Relays.Find("main", pin)!.Listeners.IsEmpty.ShouldBeTrue();
        // Whether the room has seated him nobody knows: it is told that he is not here.
        join.Fail(new TimeoutException("So the test says."));
        await gone.Reached;
        gone.Release();
        Relays.Connections.ShouldBe(0);
        Relays.Find("main", pin)!.Listeners.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_player_who_watches_his_own_room_stays_its_player()
    {
        await using var room = await TestRoom.OpenAsync(_front, Quizzes.Choice());
        var ada = await room.Join("Ada");
        (await ada.Call("WatchRoom", room.Pin)).Maybe("you").ShouldNotBeNull();
        await room.Start();
        await ada.Next("QuestionOpened");
        await ada.Call("SubmitAnswer", room.Pin, 0, new { choices = new[] { 1 } });
        (await ada.Next("QuestionClosed")).Maybe("you").ShouldNotBeNull();
        await ada.Call("LeaveRoom", room.Pin);
        (await room.Host.Call("Resync", room.Pin)).Int("playerCount").ShouldBe(0);
    }

    [Fact]
    public async Task Who_could_not_enter_hears_nothing()
    {
        await using var room = await TestRoom.OpenAsync(_front);
        var ada = await room.Stranger("Ada");
        var join = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Join));
        join.Fail(new TimeoutException("So the test says."));
        (await ada.Refusal("JoinRoom", room.Pin, "Ada")).ShouldBe("server_unavailable");
        Relays.Find("main", room.Pin)!.Listeners.All.ShouldHaveSingleItem().MemberId.ShouldBe(room.Host.Id);
    }

    [Theory]
    [InlineData("WatchRoom")]
    [InlineData("TakeOverRoom")]
    public async Task A_player_whose_other_wish_fails_stays_a_player(string method)
    {
        await using var room = await TestRoom.OpenAsync(_front);
        var ada = await room.Join("Ada");
        _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Watch)).Fail(new TimeoutException("So the test says."));
        _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.TakeOver)).Fail(new TimeoutException("So the test says."));
        (await ada.Refusal(method, method == "WatchRoom" ? [room.Pin] : [room.Pin, room.HostKey])).ShouldBe("server_unavailable");
        await room.Start();
        await ada.Next("QuestionOpened");
        await ada.Answer(room.Pin, 0, 1);
        (await ada.Next("QuestionClosed")).GetProperty("you").Text("playerId").ShouldBe(ada.Id);
    }

    /// <summary>A room that no front has heard of.</summary>
    private async Task<string> OpenRoom()
    {
        var host = await _front.GuestAsync("Hanna");
        var quizId = await TestRoom.SaveAsync(_front, host, Quizzes.Choice());
        Tenancy.Act("main");
        var directory = _front.Services.GetRequiredService<IGrainFactory>().GetGrain<IRoomDirectoryGrain>("main/rooms");
        return (await directory.OpenRoom(new OpenRoom(host.PlayerId, new RoomSettingsView { QuizId = quizId }), default)).Value.ShouldNotBeNull().Pin;
    }

    /// <summary>The front has cleared the person's connection away.</summary>
    private Task Ended(Guest who)
    {
        var connections = _front.Services.GetRequiredService<Connections>();
        return Waiting.Until(() => Task.FromResult(connections.Open.All(c => c.Caller.Id != who.PlayerId)));
    }
}
