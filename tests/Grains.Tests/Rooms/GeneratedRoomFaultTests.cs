using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Grains.Tests.Generation;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>Rooms and the generation of their questions together, with a model that a test scripts: whatever becomes of it, the room plays.</summary>
public sealed class GeneratedRoomFaultTests : RoomTest
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(1);

    private readonly ScriptedWriter _model = new("first", "k1");

    private static RoomSettingsView Volcanoes => Settings with { QuizId = "", Generate = new TopicView { Topic = "Volcanoes", Count = 3 } };

    protected override void Configure(IServiceCollection services) => services
        .AddSingleton<IQuestionWriter>(_model).AddSingleton(Options.Create(new GenerationOptions()))
        .AddSingleton<GenerationMetrics>().AddSingleton<KeyPools>().AddSingleton<ModelCalls>().AddSingleton<QuestionMaker>();

    [Fact]
    public async Task A_call_that_nothing_ends_costs_the_slack_and_no_more()
    {
        await BuiltIn("Volcanoes", 5);
        // Not even its cancellation ends it, and the generation waits for it.
        var never = new TaskCompletionSource<WriterReply?>();
        _model.Instead = (_, _) => never.Task;
        var began = Cluster.Time.GetUtcNow();
        await Open(Volcanoes);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(1), async () => (await Seen()).Phase == "lobby");
        (Cluster.Time.GetUtcNow() - began).ShouldBeLessThanOrEqualTo(RoomOptions.GenerationTime + RoomOptions.GenerationSlack + TimeSpan.FromSeconds(1));
        var room = await Seen();
        (room.Of, room.Host!.Generation!.Source, room.Host.Generation.Code).ShouldBe((3, "bank", "timed_out"));
    }

    [Fact]
    public async Task After_a_crash_the_same_generation_goes_on_and_the_room_is_furnished_once()
    {
        var isSilent = true;
        _model.Instead = async (_, stop) => isSilent ? await ScriptedWriter.Silence(stop) : null;
        await Open(Volcanoes);
        await Join("ada");
        await Room.Start(Host, default);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        await Cluster.KillAsync(whileDown: () => isSilent = false);
        var ear = await Listen("f");
        await Cluster.AdvanceUntilAsync(AMoment, async () => (await Seen("ada")).Phase == "question");
        await Eventually.IsTrueAsync(() => ear.Notices<QuestionsReady>().Length > 0);
        ear.Notices<QuestionsReady>().ShouldHaveSingleItem().Furnishing.Source.ShouldBe("model");
        (await Seen("ada")).PlayerCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_generation_that_ended_while_the_room_was_away_is_asked_what_came_of_it()
    {
        await Open(Volcanoes);
        // The journal takes nothing more: the questions cannot be brought to the room, whose process then ends.
        Journal.FailNextAppend = true;
        await Cluster.AdvanceUntilAsync(AMoment, () => !Journal.FailNextAppend);
        await Cluster.KillAsync();
        await Cluster.AdvanceUntilAsync(AMoment, async () => (await Seen()).Phase == "lobby");
        (await Seen()).Host!.Generation!.Source.ShouldBe("model");
    }

    [Fact]
    public async Task A_model_that_writes_some_is_helped_out_and_the_host_is_told()
    {
        await BuiltIn("Volcanoes", 5);
        var calls = 0;
        _model.Instead = (call, _) => Task.FromResult(!ScriptedWriter.IsSecondPass(call) && Interlocked.Increment(ref calls) > 1 ? ScriptedWriter.Fault(CallFaultKind.Blocked) : null);
        await Open(Volcanoes with { Generate = new TopicView { Topic = "Volcanoes", Count = 8 } });
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), async () => (await Seen()).Phase == "lobby");
        var room = await Seen();
        (room.Of, room.Host!.Generation!.Source).ShouldBe((8, "mixed"));
        room.Host.Generation.Code.ShouldNotBe("ok");
    }

    [Fact]
    public async Task Stand_ins_on_and_off_the_topic_are_not_called_written()
    {
        await BuiltIn("Volcanoes", 2);
        await BuiltIn("Music", 2);
        _model.Instead = (_, _) => Task.FromResult<WriterReply?>(ScriptedWriter.Fault(CallFaultKind.Unauthorized));
        await Open(Volcanoes);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), async () => (await Seen()).Phase == "lobby");
        (await Seen()).Host!.Generation!.Source.ShouldBe("packs");
    }

    [Fact]
    public async Task A_room_that_is_ended_stops_its_generation()
    {
        _model.Instead = (_, stop) => ScriptedWriter.Silence(stop);
        await Open(Volcanoes);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        var opened = Cluster.Time.GetUtcNow() - TimeSpan.FromSeconds(2);
        (await Room.End(Host, default)).Accepted.ShouldBeTrue();
        var generation = Cluster.GrainFactory.GetGrain<IGenerationGrain>(GenerationKeys.OfRoom("t", Pin, opened));
        await Eventually.IsTrueAsync(async () => (await generation.Read(default)).Value?.Status == "cancelled");
        (await Seen()).Finished!.Reason.ShouldBe("ended");
    }

    private async Task BuiltIn(string category, int count) => await Bank.Add(
        "t", [.. Enumerable.Range(0, count).Select(i => Banks.Stored($"{category}{i}", Banks.Choice($"{category}, number {i}?") with { Category = category }, BankSpaces.BuiltIn))], default);
}
