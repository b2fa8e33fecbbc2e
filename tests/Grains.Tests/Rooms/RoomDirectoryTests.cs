using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

public sealed class RoomDirectoryTests : RoomTest
{
    private readonly TakenPins _taken = new();

    protected override RoomOptions RoomOptions => new() { PerHost = 20 };

    private IRoomDirectoryGrain Directory => Cluster.GrainFactory.GetGrain<IRoomDirectoryGrain>("t/rooms");

    [Fact]
    public async Task A_new_room_gets_a_pin_that_is_read_out_without_doubt()
    {
        var rooms = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Directory.OpenRoom(new OpenRoom(Host, Settings), default)));
        var pins = rooms.Select(r => r.Value.ShouldNotBeNull().Pin).ToArray();
        pins.Distinct().Count().ShouldBe(20);
        pins.ShouldAllBe(p => p.Length == RoomDirectoryGrain.PinLength && p.All(c => RoomDirectoryGrain.PinAlphabet.Contains(c)));
        rooms.Select(r => r.Value!.HostKey).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_host_who_has_as_many_as_he_may_opens_the_next_when_one_is_over()
    {
        var rooms = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Directory.OpenRoom(new OpenRoom(Host, Settings), default)));
        (await Directory.OpenRoom(new OpenRoom(Host, Settings), default)).Refusal!.Code.ShouldBe("too_many_rooms");
        (await Directory.OpenRoom(new OpenRoom("otto", Settings), default)).Value.ShouldNotBeNull();
        (await Cluster.GrainFactory.GetGrain<IQuizRoomGrain>($"t/{rooms[3].Value!.Pin}").End(Host, default)).Accepted.ShouldBeTrue();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(31));
        (await Directory.OpenRoom(new OpenRoom(Host, Settings), default)).Value.ShouldNotBeNull();
        (await Directory.OpenRoom(new OpenRoom(Host, Settings), default)).Refusal!.Code.ShouldBe("too_many_rooms");
    }

    [Fact]
    public async Task A_refusal_other_than_a_taken_pin_is_told_at_once()
    {
        (await Directory.OpenRoom(new OpenRoom(Host, Settings with { QuizId = "none" }), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
        Journal.Appends.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taken_pin_is_drawn_again()
    {
        _taken.Left = 3;
        (await Directory.OpenRoom(new OpenRoom(Host, Settings), default)).Value.ShouldNotBeNull();
        _taken.Drawn.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Where_every_pin_is_taken_it_gives_up()
    {
        _taken.Left = int.MaxValue;
        (await Directory.OpenRoom(new OpenRoom(Host, Settings), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("pin_taken");
        _taken.Drawn.Count.ShouldBe(8);
    }

    [Fact]
    public async Task A_pin_is_taken_for_good()
    {
        await Open();
        await Room.End(Host, default);
        await Cluster.KillAsync();
        (await Room.Open(new OpenRoom(Host, Settings), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("pin_taken");
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_taken);

    /// <summary>Says of the next rooms that somebody has them.</summary>
    private sealed class TakenPins : IIncomingGrainCallFilter
    {
        public int Left { get; set; }

        public List<GrainId> Drawn { get; } = [];

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName != nameof(IQuizRoomGrain.Open)) return context.Invoke();
            lock (Drawn) Drawn.Add(context.TargetId);
            if (Left-- <= 0) return context.Invoke();
            context.Result = new Outcome<RoomCreated>(null, new Refusal("pin_taken", "So the test says."));
            return Task.CompletedTask;
        }
    }
}
