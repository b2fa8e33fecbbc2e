using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Rooms;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Tests.Bank;

/// <summary>Rooms that play from the bank, and what their games say of it.</summary>
public sealed class RoomBankTests : RoomTest
{
    private static readonly BankCaller Tess = new("tess", IsEditor: true);

    protected override BankOptions BankOptions => new() { LeastAnswers = 5, RetireAfter = 5 };

    private IQuestionBankGrain Grain => Cluster.GrainFactory.GetGrain<IQuestionBankGrain>("t/bank");

    private static RoomSettingsView Drawn(params DrawRuleDraft[] rules) => Settings with { QuizId = "", Draw = [.. rules], Title = "Drawn" };

    [Fact]
    public async Task A_room_is_opened_by_a_rule_and_keeps_what_it_drew()
    {
        await Fill(3);
        var created = (await Room.Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 3, Category = "History" }), IsEditor: true), default)).Value.ShouldNotBeNull();
        (created.Room.Of, created.Room.Rules.Title).ShouldBe((3, "Drawn"));
        foreach (var id in new[] { "q0", "q1", "q2" })
        {
            var entry = (await Grain.Read(Tess, id, default)).Value!;
            (await Grain.Save(new SaveQuestion(Tess, id, 1, entry.Question with { Text = "Changed?" + id }, null), default)).Value!.Faults.ShouldBeEmpty();
        }

        await Join("ada");
        await Room.Start(Host, default);
        (await Seen()).Question.ShouldNotBeNull().Text.ShouldNotContain("Changed");
    }

    [Fact]
    public async Task Only_an_editor_draws_from_the_tenants_bank()
    {
        await Fill(3);
        (await Room.Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 3 })), default)).Refusal!.Code.ShouldBe("too_few_questions");
        (await Room.Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 0 }), true), default)).Refusal!.Code.ShouldBe("invalid_settings");
        (await Room.Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 1 }) with { QuizId = "quiz" }, true), default)).Refusal!.Code.ShouldBe("invalid_settings");
        (await Room.Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 1 }) with { Title = "\0" }, true), default)).Refusal!.Code.ShouldBe("invalid_settings");
    }

    [Fact]
    public async Task A_quiz_may_draw_behind_its_own_questions()
    {
        await Fill(5);
        var quiz = Cluster.GrainFactory.GetGrain<IQuizGrain>("t/drawing");
        var own = new QuestionDraft { Kind = "trueFalse", Text = "First?", Answer = true };
        (await quiz.Save(Host, 0, new QuizDraft { Title = "Mixed", Questions = [own], Draw = [new DrawRuleDraft { Count = 4 }] }, default)).Value!.Imported.ShouldBe(5);
        (await quiz.Save(Host, 1, new QuizDraft { Title = "Mixed", Draw = [new DrawRuleDraft { Count = 400 }] }, default)).Value!.Rejected.ShouldHaveSingleItem().Code.ShouldBe("draw_invalid");
        var room = (await Room.Open(new OpenRoom(Host, Settings with { QuizId = "drawing" }, true), default)).Value!.Room;
        room.Of.ShouldBe(5);
    }

    [Fact]
    public async Task A_finished_game_counts_for_its_questions_once_over_a_crash_too()
    {
        await Fill(1);
        await Play(right: ["ada"], wrong: ["bob"]);
        await Eventually.IsTrueAsync(async () => (await Statistics()).Games == 1);
        var s = await Statistics();
        (s.Shown, s.Answered, s.Right, s.ShareRight).ShouldBe((2, 2, 1, 0.5));
        s.Choices.ShouldBe([1, 1, 0]);
        await Cluster.KillAsync();
        await Seen();
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(5));
        (await Statistics()).Games.ShouldBe(1);
        (await Bank.Around("t", ["*"], new DrawQuery(new DrawRule { Count = 1 }, 0, 10, ["ada"]), default)).ShouldBeEmpty();
        (await Bank.Around("t", ["*"], new DrawQuery(new DrawRule { Count = 1 }, 0, 10, ["eve"]), default)).ShouldBe(["q0"]);
        var again = await Cluster.GrainFactory.GetGrain<IQuizRoomGrain>("t/OTHER").Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 1, Fresh = true }), true), default);
        again.Refusal!.Code.ShouldBe("too_few_questions");
    }

    [Fact]
    public async Task A_room_that_saw_its_whole_game_does_not_read_it_again()
    {
        await Fill(1);
        await Play(right: ["ada"], wrong: ["bob"]);
        await Eventually.IsTrueAsync(async () => (await Statistics()).Games == 1);
        Journal.EntriesRead.ShouldBe(0);
    }

    [Fact]
    public async Task A_game_with_a_crash_in_it_counts_with_what_was_before()
    {
        await Fill(1);
        await Begin("ada", "bob");
        (await Answer("ada")).Accepted.ShouldBeTrue();
        await Cluster.KillAsync();
        await Room.ReportPresence("f", ["ada", "bob", Host], []);
        (await Answer("bob", choice: 0)).Accepted.ShouldBeTrue();
        (await Room.End(Host, default)).Accepted.ShouldBeTrue();
        await Eventually.IsTrueAsync(async () => (await Statistics()).Games == 1);
        var s = await Statistics();
        (s.Shown, s.Answered, s.Right).ShouldBe((2, 2, 1));
    }

    [Fact]
    public async Task A_game_too_large_to_keep_is_counted_from_its_journal()
    {
        await Fill(1);
        string[] players = [.. Enumerable.Range(0, 501).Select(n => $"p{n}")];
        await Begin(players);
        (await Answer("p7")).Accepted.ShouldBeTrue();
        (await Room.End(Host, default)).Accepted.ShouldBeTrue();
        await Eventually.IsTrueAsync(async () => (await Statistics()).Games == 1);
        var s = await Statistics();
        (s.Shown, s.Answered, s.Right).ShouldBe((501, 1, 1));
        Journal.EntriesRead.ShouldBeGreaterThan(501);
    }

    [Fact]
    public async Task A_wrong_choice_that_nobody_picks_is_flagged_after_the_game()
    {
        await Fill(1);
        await Play(right: ["a", "b", "c"], wrong: ["d", "e"]);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(10), async () => (await Grain.List(Tess, new BankFilter { Flag = "distractor_unused" }, null, 10, default)).Value!.Items.Length == 1);
        (await Statistics()).UnusedChoices.ShouldBe([2]);
    }

    private async Task Fill(int count) => await Bank.Add("t", [.. Enumerable.Range(0, count).Select(i => Banks.Stored($"q{i}", Banks.Choice($"{i}?")))], default);

    private async Task<QuestionStatistics> Statistics() => (await Grain.Statistics(Tess, "q0", default)).Value.ShouldNotBeNull();

    /// <summary>One question; right is id 1, wrong id 0.</summary>
    private async Task Play(string[] right, string[] wrong)
    {
        await Begin([.. right, .. wrong]);
        foreach (var player in right) (await Answer(player)).Accepted.ShouldBeTrue();
        foreach (var player in wrong) await Answer(player, choice: 0);
        await Room.Next(Host, default);
        await Eventually.IsTrueAsync(() => Archive.Stored.Count == 1);
    }

    /// <summary>Its one question is asked.</summary>
    private async Task Begin(params string[] players)
    {
        (await Room.Open(new OpenRoom(Host, Drawn(new DrawRuleDraft { Count = 1 }), IsEditor: true), default)).Refusal.ShouldBeNull();
        foreach (var player in players) await Join(player);
        await Room.ReportPresence("f", [.. players, Host], []);
        await Room.Start(Host, default);
    }
}
