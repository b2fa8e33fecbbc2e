using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.LocalSilo;

/// <summary>Subscriptions and a grain that does not answer. The whole front's time is advanced, which only LocalSilo lets a test do.</summary>
public sealed class RenewalTests : IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly HeldCalls _calls = new();
    private TestFront _front = null!;

    public async Task InitializeAsync() => _front = await TestFront.StartWithAsync(
        builder => builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IIncomingGrainCallFilter>(_calls), "Limits:Messages=100000", "Limits:Requests=100000");

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task A_room_that_does_not_answer_keeps_no_other_from_being_renewed()
    {
        await using var hung = await TestRoom.OpenAsync(_front);
        await using var room = await TestRoom.OpenAsync(_front);
        var (ada, waiting) = (await room.Join("Ada"), await room.Stranger("Wil"));
        var queued = _calls.Hold<IMatchmakingGrain>(nameof(IMatchmakingGrain.Subscribe));
        queued.Release();
        await waiting.Call("JoinQueue", new { category = "general" });
        var (roomKey, queueKey) = ($"main/{room.Pin}", await queued.Reached);

        var held = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Subscribe), c => c.TargetId.Key.ToString() == $"main/{hung.Pin}");
        for (var passed = TimeSpan.Zero; passed <= RoomLimits.SubscriptionLease + Period; passed += Period)
        {
            var (rooms, queues) = (Renewals<IQuizRoomGrain>(roomKey), Renewals<IMatchmakingGrain>(queueKey));
            _time.Advance(Period);
            await Waiting.Until(() => Task.FromResult(Renewals<IQuizRoomGrain>(roomKey) > rooms && Renewals<IMatchmakingGrain>(queueKey) > queues));
        }

        await held.Reached;
        await room.Host.Call("LockRoom", room.Pin, true);
        (await ada.Next("RoomLocked")).True("locked").ShouldBeTrue();
        ada.Hub.Events.ShouldAllBe(e => e.Name != "PlayerUpdated", "nobody was taken for gone, and nothing was missed");
        held.Release();
    }

    [Fact]
    public async Task A_renewal_that_is_not_answered_is_made_again_the_next_time()
    {
        await using var room = await TestRoom.OpenAsync(_front);
        var key = $"main/{room.Pin}";
        var lost = _calls.Hold<IQuizRoomGrain>(nameof(IQuizRoomGrain.Subscribe), c => c.TargetId.Key.ToString() == key);
        _time.Advance(Period);
        await lost.Reached;
        var renewals = Renewals<IQuizRoomGrain>(key);
        _time.Advance(Period);
        await Waiting.Until(() => Task.FromResult(Renewals<IQuizRoomGrain>(key) > renewals));
        lost.Release();
    }

    private int Renewals<TGrain>(string key) => _calls.Count<TGrain>("Subscribe", key);
}
