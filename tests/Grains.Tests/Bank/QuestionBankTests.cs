using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Storage.Bank;
using static QuizOrleans.Grains.Tests.Bank.Banks;

namespace QuizOrleans.Grains.Tests.Bank;

public sealed class QuestionBankTests : IAsyncLifetime
{
    private static readonly BankCaller Tess = new("tess", IsEditor: true);
    private static readonly BankCaller Gus = new("gus", IsEditor: false);

    private readonly MemoryPlayStore _plays = new();
    private readonly MemoryQuestionStore _store;
    private GrainCluster _cluster = null!;

    public QuestionBankTests() => _store = new MemoryQuestionStore(_plays);

    private IQuestionBankGrain Bank => _cluster.GrainFactory.GetGrain<IQuestionBankGrain>("t/bank");

    public async Task InitializeAsync()
    {
        _cluster = await GrainCluster.StartAsync(services => services.AddBank(_store, _plays));
        await _store.Add("t", [Statement("b-1", "Built in?")], default);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_guest_writes_his_own_space_and_sees_it_and_the_built_in_questions()
    {
        await Added(Tess, null, Choice("Shared?"));
        var own = await Added(Gus, null, Choice("Own?"));
        (await Texts(Gus)).ShouldBe(["Built in?", "Own?"], ignoreOrder: true);
        (await Texts(Tess)).ShouldBe(["Built in?", "Shared?"], ignoreOrder: true);
        (await Bank.Add(new AddQuestions(Gus, "shared", [Choice("x?")]), default)).Refusal!.Code.ShouldBe("forbidden");
        (await Bank.Add(new AddQuestions(Gus, "elsewhere", [Choice("x?")]), default)).Refusal!.Code.ShouldBe("invalid_argument");
        (await Bank.Read(Tess, own, default)).Refusal!.Code.ShouldBe("not_found");
        (await Bank.Read(Gus, own, default)).Value!.OwnerId.ShouldBe("gus");
    }

    [Fact]
    public async Task A_change_makes_a_version_and_ends_the_verification_when_players_see_another_text()
    {
        var id = await Added(Tess, null, Choice("One?"));
        var verified = (await Bank.Save(new SaveQuestion(Tess, id, 1, null, true), default)).Value!.Entry!;
        (verified.Version, verified.VerifiedBy, verified.Question.Text).ShouldBe((2, "tess", "One?"));
        var filed = (await Bank.Save(new SaveQuestion(Tess, id, 2, verified.Question with { Category = "Art" }, null), default)).Value!.Entry!;
        (filed.Version, filed.VerifiedBy).ShouldBe((3, "tess"));
        var rewritten = (await Bank.Save(new SaveQuestion(Tess, id, 3, filed.Question with { Text = "Two?" }, null), default)).Value!.Entry!;
        (rewritten.Version, rewritten.VerifiedBy).ShouldBe((4, null));
        (await Bank.Save(new SaveQuestion(Tess, id, 4, rewritten.Question, null), default)).Value!.Entry!.Version.ShouldBe(4, "nothing was changed");
        (await Bank.Save(new SaveQuestion(Tess, id, 3, filed.Question, null), default)).Refusal!.Code.ShouldBe("version_conflict");
        (await Bank.Save(new SaveQuestion(Tess, id, 4, filed.Question with { Choices = [] }, null), default)).Value!.Faults.ShouldNotBeEmpty();
        (await Bank.Save(new SaveQuestion(Gus, id, 4, null, true), default)).Refusal!.Code.ShouldBe("not_found");
        (await Bank.History(Tess, id, default)).Value!.Items.Select(v => (v.Version, v.Question.Text)).ShouldBe([(4, "Two?"), (3, "One?"), (2, "One?"), (1, "One?")]);
    }

    [Fact]
    public async Task Of_a_built_in_question_editors_change_the_status_and_nobody_the_rest()
    {
        var entry = (await Bank.Read(Tess, "b-1", default)).Value!;
        (await Bank.Save(new SaveQuestion(Tess, "b-1", 1, entry.Question with { Text = "x" }, null), default)).Refusal!.Code.ShouldBe("forbidden");
        (await Bank.Save(new SaveQuestion(Gus, "b-1", 1, entry.Question with { Status = "retired" }, null), default)).Refusal!.Code.ShouldBe("forbidden");
        (await Bank.Save(new SaveQuestion(Tess, "b-1", 1, entry.Question with { Status = "retired" }, null), default)).Value!.Entry!.Question.Status.ShouldBe("retired");
        (await Change(Tess, ["b-1"], delete: true)).Refused.ShouldBe([new BankRefused("b-1", "forbidden")]);
    }

    [Fact]
    public async Task The_same_question_is_refused_and_the_near_ones_are_shown()
    {
        var id = await Added(Tess, null, Choice("What is the capital of Norway?", "Oslo"));
        var rows = (await Bank.Add(new AddQuestions(Tess, null, [Choice("what is the CAPITAL of Norway", "oslo"), Choice("What was the capital of Norway?", "Oslo"), Choice("Who?"), Choice("who?")]), default)).Value!.Rows;
        rows.Select(r => (r.QuestionId is not null, r.Faults.FirstOrDefault()?.Code)).ShouldBe([(false, "duplicate"), (true, null), (true, null), (false, "duplicate")]);
        rows[0].Similar.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.QuestionId.ShouldBe(id), s => s.IsSame.ShouldBeTrue());
        rows[1].Similar.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.QuestionId.ShouldBe(id), s => s.IsSame.ShouldBeFalse(), s => s.Similarity.ShouldBeInRange(0.6, 1));
        (await Bank.Add(new AddQuestions(Tess, null, [Choice("What is the capital of Norway?", "Oslo")], AllowDuplicates: true), default)).Value!.Stored.ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_bad_rows_hold_up_no_good_ones()
    {
        var command = new AddQuestions(Tess, null, [Choice("One?"), Choice("Two?") with { Kind = "essay" }, Choice("Three?") with { Status = "odd", Language = "?" }]);
        var dry = (await Bank.Add(command with { DryRun = true }, default)).Value!;
        (dry.Stored, dry.Rows.Count(r => r.Faults.IsEmpty)).ShouldBe((0, 1));
        var wet = (await Bank.Add(command, default)).Value!;
        wet.Stored.ShouldBe(1);
        wet.Rows.Select(r => r.Faults.FirstOrDefault()?.Code).ShouldBe([null, "kind_unknown", "status_unknown"]);
    }

    [Fact]
    public async Task Many_are_changed_alike_each_by_itself()
    {
        var (one, two) = (await Added(Tess, null, Choice("One?")), await Added(Tess, "own", Choice("Two?")));
        var changed = await Change(Tess, [one, two, "b-1", "none"], status: "draft", tags: ["x"]);
        changed.Changed.ShouldBe([one, two], ignoreOrder: true);
        changed.Refused.ShouldBe([new BankRefused("none", "not_found"), new BankRefused("b-1", "forbidden")], ignoreOrder: true);
        (await Bank.Read(Tess, one, default)).Value!.Question.ShouldSatisfyAllConditions(q => q.Status.ShouldBe("draft"), q => q.Tags.ShouldBe(["x"]));
        (await Change(Tess, [one], delete: true)).Changed.ShouldBe([one]);
        (await Bank.Read(Tess, one, default)).Refusal!.Code.ShouldBe("not_found");
        (await Bank.Change(new ChangeQuestions(Tess, [two], null, null, [], false), default)).Refusal!.Code.ShouldBe("invalid_argument");
    }

    [Fact]
    public async Task A_draw_follows_its_rules_and_draws_none_twice()
    {
        await _store.Add("t", [.. Enumerable.Range(0, 30).Select(i => Stored($"q{i}", Choice($"{i}?") with { Difficulty = i < 15 ? "medium" : "hard" }))], default);
        var drawn = (await Draw(Tess, new DrawRuleDraft { Count = 10, Category = "History", Difficulty = "medium" }, new DrawRuleDraft { Count = 18, Kinds = ["single"] })).Value!.Questions;
        drawn.Length.ShouldBe(28);
        drawn.Select(q => q.Text).Distinct().Count().ShouldBe(28);
        drawn.Take(10).ShouldAllBe(q => q.Difficulty == "medium");
        (await Draw(Gus, new DrawRuleDraft { Count = 10 })).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("too_few_questions"), r => r.Message.ShouldContain("1 fit"));
        (await Draw(Tess, new DrawRuleDraft { Difficulty = "odd" })).Refusal!.Code.ShouldBe("invalid_argument");
        (await Draw(Tess)).Refusal!.Code.ShouldBe("invalid_argument");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("space")]
    [InlineData("flag")]
    public async Task A_filter_that_means_nothing_is_told(string member)
    {
        var filter = member switch { "status" => new BankFilter { Status = "odd" }, "space" => new BankFilter { Space = "odd" }, _ => new BankFilter { Flag = "odd" } };
        (await Bank.List(Tess, filter, null, 10, default)).Refusal!.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("invalid_argument"), r => r.Message.ShouldStartWith(member));
    }

    private async Task<string> Added(BankCaller caller, string? space, BankDraft draft) =>
        (await Bank.Add(new AddQuestions(caller, space, [draft]), default)).Value.ShouldNotBeNull().Rows.ShouldHaveSingleItem().QuestionId.ShouldNotBeNull();

    private async Task<BankChanged> Change(BankCaller caller, ImmutableArray<string> ids, string? status = null, bool delete = false, params string[] tags) =>
        (await Bank.Change(new ChangeQuestions(caller, ids, status, null, [.. tags], delete), default)).Value.ShouldNotBeNull();

    private Task<Outcome<DrawnQuestions>> Draw(BankCaller caller, params DrawRuleDraft[] rules) => Bank.Draw(new DrawQuestions(caller, [.. rules], 7), default);

    private async Task<IEnumerable<string>> Texts(BankCaller caller) => (await Bank.List(caller, new BankFilter(), null, 100, default)).Value!.Items.Select(e => e.Question.Text);
}
