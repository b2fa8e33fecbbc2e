using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Grains.Tests.Generation;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>
/// Rooms whose questions are being written. Nobody writes any here, so what stands in is looked for at once; a bank that says nothing holds that up
/// for the two seconds it is waited for.
/// </summary>
public sealed class GeneratedRoomTests : RoomTest
{
    private TroubledBank _bank = null!;

    private LoadedPacks Packs { get; } = new();

    private static RoomSettingsView Rivers => Settings with { QuizId = "", Generate = new TopicView { Topic = "Rivers", Count = 3 } };

    protected override void Configure(IServiceCollection services) => services.AddSingleton(Packs).AddSingleton<IQuestionStore>(_bank ??= new TroubledBank(Bank));

    [Fact]
    public async Task It_opens_at_once_and_people_join_while_nobody_has_questions()
    {
        _bank.FallSilent();
        var room = (await Open(Rivers)).Room;
        (room.Phase, room.Of, room.Index, room.Rules.Title).ShouldBe(("generating", 0, -1, "Rivers"));
        room.Generation.ShouldBe(new WritingView(0, 3, 20_000, false));
        room.Host!.Generation.ShouldBeNull();
        (await Join("ada")).Phase.ShouldBe("generating");
        (await Answer("ada")).Code.ShouldBe("not_allowed_now");
    }

    [Fact]
    public async Task What_is_told_of_the_progress_changes_no_version_and_never_goes_back()
    {
        _bank.FallSilent();
        await Open(Rivers);
        var ear = await Listen("f");
        var version = (await Seen()).Version;
        await Room.GenerationAdvanced(2, 3);
        await Room.GenerationAdvanced(1, 3);
        await Room.GenerationAdvanced(9, 3);
        await Eventually.IsTrueAsync(() => ear.Notices<GenerationProgress>().Length == 2);
        ear.Notices<GenerationProgress>().Select(n => n.Writing.Done).ShouldBe([2, 3]);
        ear.Heard.ShouldAllBe(u => u.Since == u.Version && u.Version <= version);
        var seen = await Seen();
        (seen.Version, seen.Generation!.Done).ShouldBe((version, 3));
    }

    [Fact]
    public async Task The_first_who_brings_questions_counts()
    {
        _bank.FallSilent();
        await Open(Rivers);
        var ear = await Listen("f");
        (await Room.Furnish(Written("1?", "2?"), default)).Accepted.ShouldBeTrue();
        (await Room.Furnish(Written("3?"), default)).Code.ShouldBe("not_allowed_now");
        _bank.Speak();
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(30));
        var room = await Seen();
        (room.Phase, room.Of, room.Generation).ShouldBe(("lobby", 2, null));
        room.Host!.Generation.ShouldBe(new FurnishingView("model", "ok", ""));
        ear.Notices<QuestionsReady>().ShouldHaveSingleItem().Of.ShouldBe(2);
    }

    [Fact]
    public async Task A_start_is_remembered_and_the_game_is_played_on_what_came()
    {
        _bank.FallSilent();
        await Open(Rivers);
        var ear = await Listen("f");
        (await Room.Start(Host, default)).Accepted.ShouldBeTrue();
        await Eventually.IsTrueAsync(() => ear.Notices<GenerationProgress>() is [{ Writing.Starts: true }]);
        await Join("ada");
        await Room.Furnish(Written("1?"), default);
        (await Seen()).Question.ShouldNotBeNull().Text.ShouldBe("1?");
        (await Answer("ada")).Accepted.ShouldBeTrue();
        (await Room.Next(Host, default)).Accepted.ShouldBeTrue();
        await Eventually.IsTrueAsync(() => Archive.Stored.Count == 1);
        Archive.Stored.Single().Title.ShouldBe("Rivers");
    }

    [Fact]
    public async Task Without_a_model_others_stand_in_and_only_the_host_is_told()
    {
        await Bank.Add("t", [.. Enumerable.Range(0, 3).Select(i => Banks.Stored($"q{i}", Banks.Choice($"{i}?") with { Category = "Rivers" }, BankSpaces.BuiltIn))], default);
        await Open(Rivers);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(1), async () => (await Seen()).Phase == "lobby");
        var host = (await Seen()).Host!.Generation.ShouldNotBeNull();
        (host.Source, host.Code).ShouldBe(("bank", "generation_unavailable"));
        (await Join("ada")).Host.ShouldBeNull();
        (await Seen("screen")).Host.ShouldBeNull();
    }

    [Fact]
    public async Task A_bank_that_says_nothing_costs_two_seconds_and_the_packs_in_memory_are_played()
    {
        Packs.Keep([new ContentPack("pack-x", QuizMapping.ToQuiz(Document("x", 5).Quiz), [])]);
        _bank.FallSilent();
        await Open(Rivers);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), async () => (await Seen()).Phase == "lobby");
        var room = await Seen();
        (room.Of, room.Host!.Generation!.Source).ShouldBe((3, "packs"));
    }

    [Fact]
    public async Task With_nothing_to_play_anywhere_the_room_ends_and_says_why()
    {
        await Open(Rivers);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(1), async () => (await Seen()).Phase == "finished");
        (await Seen()).Finished!.Reason.ShouldBe("no_questions");
        (await Room.Results(Host, default)).Value.ShouldNotBeNull().Standings.ShouldBeEmpty();
        await Eventually.IsTrueAsync(() => Archive.Stored.Count == 1);
        (Archive.Stored.Single().Reason, Archive.Stored.Single().StartedAt).ShouldBe(("no_questions", null));
    }

    [Fact]
    public async Task Questions_none_of_which_is_sound_are_none()
    {
        Packs.Keep([new ContentPack("pack-x", QuizMapping.ToQuiz(Document("x", 5).Quiz), [])]);
        _bank.FallSilent();
        await Open(Rivers);
        var furnishing = Room.Furnish(new FurnishRoom([new QuestionDraft { Text = "" }], "model", "unreadable", "It made no sense."), default);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), async () => (await Seen()).Phase == "lobby");
        (await furnishing).Accepted.ShouldBeTrue();
        (await Seen()).Of.ShouldBe(3);
        (await Room.Furnish(Written("1?") with { Source = "magic" }, default)).Code.ShouldBe("invalid_argument");
    }

    [Fact]
    public async Task After_a_crash_its_people_are_there_and_it_goes_on()
    {
        // A silo that Orleans' test cluster kills lives on in this process: what it waited for goes on with the clock, and here it would bring the stand-ins.
        if (GrainCluster.IsOrleans) return;
        Packs.Keep([new ContentPack("pack-x", QuizMapping.ToQuiz(Document("x", 5).Quiz), [])]);
        _bank.FallSilent();
        await Open(Rivers);
        await Join("ada");
        await Room.Start(Host, default);
        await Cluster.KillAsync(whileDown: () => Cluster.Time.Advance(TimeSpan.FromMinutes(2)));
        var back = await Seen("ada");
        (back.Phase, back.PlayerCount, back.Generation!.Starts, back.Generation.RemainingMs).ShouldBe(("generating", 1, true, 20_000));
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), async () => (await Seen()).Phase == "question");
    }

    [Fact]
    public async Task Exactly_one_source_of_questions_is_named_and_a_topic_is_looked_at()
    {
        (await Refused(Rivers with { QuizId = "quiz" })).ShouldBe("invalid_settings");
        (await Refused(Rivers with { Draw = [new DrawRuleDraft()] })).ShouldBe("invalid_settings");
        (await Refused(Settings with { QuizId = "" })).ShouldBe("invalid_settings");
        foreach (var topic in (TopicView[])[new(), new() { Topic = " " }, new() { Topic = new string('x', 201) }, new() { Topic = "a\0" }, new() { Topic = null! },
            new() { Topic = "x", Count = 0 }, new() { Topic = "x", Count = 31 }, new() { Topic = "x", Kind = "poll" }, new() { Topic = "x", Kind = null! },
            new() { Topic = "x", Language = "1" }, new() { Topic = "x", Language = null! }, new() { Topic = "x", Difficulty = "brutal" }, new() { Topic = "x", Subject = new string('x', 61) }])
            (await Refused(Rivers with { Generate = topic })).ShouldBe("invalid_settings", topic.ToString());
        (await Refused(Rivers with { Title = "\0" })).ShouldBe("invalid_settings");
        (await Open(Rivers with { Generate = new TopicView { Topic = new string('x', 200), Difficulty = null!, ExamType = null!, Subject = null! } })).Room.Rules.Title.Length.ShouldBe(120);
    }

    private async Task<string> Refused(RoomSettingsView settings) => (await Room.Open(new OpenRoom(Host, settings), default)).Refusal.ShouldNotBeNull().Code;

    private static FurnishRoom Written(params string[] texts) =>
        new([.. texts.Select(t => BankMapping.ToQuestionDraft(Banks.Choice(t)))], "model", "ok", "");
}
