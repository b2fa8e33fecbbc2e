using System.Collections.Immutable;
using System.Text.Json;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using static QuizOrleans.Storage.Tests.Bank.Bank;

namespace QuizOrleans.Storage.Tests.Bank;

/// <summary>What every question store promises.</summary>
public abstract class QuestionStoreContract : IAsyncLifetime
{
    protected const string Tenant = "main";
    protected static readonly ImmutableArray<string> All = ["", "*", "ada"];

    protected IQuestionStore Store { get; private set; } = null!;

    protected IPlayStore Plays { get; private set; } = null!;

    protected abstract Task<(IQuestionStore Store, IPlayStore Plays)> Create();

    public async Task InitializeAsync() => (Store, Plays) = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_question_comes_back_whole()
    {
        var question = Question("q1", with: d => d with { Tags = ["a", "b, c"], Explanation = "Ünï\n\"x\"", Seconds = 30, ExamType = "GCSE", Subject = "Past", Source = "s", Licence = "CC0", Difficulty = "hard" });
        question = question with { Entry = question.Entry with { Provenance = new Provenance("m", "p1", "k-3", "r", Noon), VerifiedBy = "bea", VerifiedAt = Noon } };
        (await Store.Add(Tenant, [question], default)).ShouldBe(["q1"]);
        var found = (await Store.Find(Tenant, ["q1", "q2"], default)).ShouldHaveSingleItem();
        Text(found).ShouldBe(Text(question.Entry));
        (await Store.FindByEdition(Tenant, [question.Edition], default)).ShouldHaveSingleItem().QuestionId.ShouldBe("q1");
        (await Store.Find("other", ["q1"], default)).ShouldBeEmpty();
        (await Store.Add(Tenant, [question], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_must_follow_the_stored_version_and_every_version_is_kept()
    {
        await Store.Add(Tenant, [Question("q1", "one?")], default);
        (await Store.Update(Tenant, [Question("q1", "three?", version: 3)], default)).ShouldBeEmpty();
        (await Store.Update(Tenant, [Question("q1", "two?", version: 2, minutes: 1), Question("q9", version: 2)], default)).ShouldBe(["q1"]);
        (await Store.Update(Tenant, [Question("q1", "other?", version: 2)], default)).ShouldBeEmpty();
        var history = await Store.History(new TenantKey(Tenant, "q1"), default);
        history.Select(h => (h.Version, h.Question.Text, h.UpdatedAt)).ShouldBe([(2, "two?", Noon.AddMinutes(1)), (1, "one?", Noon)]);
        (await Store.History(new TenantKey("other", "q1"), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_question_is_gone_with_its_history_but_only_from_its_space()
    {
        await Store.Add(Tenant, [Question("q1"), Question("q2", space: "bob")], default);
        (await Store.Delete("other", ["q1"], All, default)).ShouldBeEmpty();
        (await Store.Delete(Tenant, ["q1", "q2", "q3"], All, default)).ShouldBe(["q1"]);
        (await Store.Find(Tenant, ["q1", "q2"], default)).ShouldHaveSingleItem().QuestionId.ShouldBe("q2");
        (await Store.History(new TenantKey(Tenant, "q1"), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_has_the_readers_spaces_newest_first_page_by_page()
    {
        await Store.Add(Tenant, Many(5, i => Question($"s{i}", minutes: i / 2)), default);
        await Store.Add(Tenant, Many(4, i => Question($"a{i}", space: "ada", minutes: i)), default);
        await Store.Add(Tenant, [Question("b0", space: "", minutes: 1), Question("x", space: "bob", minutes: 9)], default);
        await Store.Add("other", [Question("y", minutes: 9)], default);
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await Store.List(Tenant, All, new BankFilter(), after, 3, default);
            page.Items.Length.ShouldBeInRange(1, 3);
            ids.AddRange(page.Items.Select(q => q.QuestionId));
            after = page.Next;
        }
        while (after is not null);
        ids.ShouldBe(["a3", "a2", "s4", "a1", "b0", "s2", "s3", "a0", "s0", "s1"]);
        (await Store.List(Tenant, [], new BankFilter(), null, 10, default)).Items.ShouldBeEmpty();
        (await Store.List(Tenant, All, new BankFilter(), "%%%", 100, default)).Items.Length.ShouldBe(10);
    }

    [Fact]
    public async Task Filters_fit_alone_and_together()
    {
        await Store.Add(Tenant, [
            Question("1", with: d => d with { Category = "Art", Language = "de", Difficulty = "easy", Tags = ["x", "y"], ExamType = "A", Subject = "S" }),
            Question("2", with: d => d with { Category = "Art", Difficulty = "hard", Tags = ["x"], Status = "draft" }),
            Question("3", with: d => d with { Kind = "trueFalse", Answer = true }),
            Question("4") with { Entry = Question("4").Entry with { VerifiedBy = "bea", VerifiedAt = Noon } }], default);
        await Store.SetFlags(Tenant, ["3"], ["distractor_unused"], default);
        await Store.SetFlags("other", ["4"], ["distractor_unused"], default);
        await Listed(new BankFilter { Category = "Art" }, "1", "2");
        await Listed(new BankFilter { Category = "Art", Difficulty = "hard" }, "2");
        await Listed(new BankFilter { Language = "de" }, "1");
        await Listed(new BankFilter { Kind = "trueFalse" }, "3");
        await Listed(new BankFilter { Status = "draft" }, "2");
        await Listed(new BankFilter { Tags = ["x"] }, "1", "2");
        await Listed(new BankFilter { Tags = ["x", "y"] }, "1");
        await Listed(new BankFilter { ExamType = "A", Subject = "S" }, "1");
        await Listed(new BankFilter { Verified = true }, "4");
        await Listed(new BankFilter { Verified = false }, "1", "2", "3");
        await Listed(new BankFilter { Flag = "any" }, "3");
        await Listed(new BankFilter { Flag = "distractor_unused" }, "3");
        await Listed(new BankFilter { Flag = "best_players_miss" });
        await Listed(new BankFilter { Category = "'; DROP TABLE questions; --" });
    }

    [Fact]
    public async Task A_search_finds_words_of_text_choices_and_explanation()
    {
        await Store.Add(Tenant, [
            Question("1", "Who painted the ceiling?", with: d => d with { Explanation = "In the Sistine chapel." }),
            Question("2", "Who sculpted David?", with: d => d with { Choices = [d.Choices[0] with { Text = "Michelangelo" }, d.Choices[1]] }),
            Question("3", "Wer malte die Decke?", with: d => d with { Language = "de" })], default);
        await Listed(new BankFilter { Search = "ceiling" }, "1");
        await Listed(new BankFilter { Search = "SISTINE chapel" }, "1");
        await Listed(new BankFilter { Search = "Michelangelo" }, "2");
        await Listed(new BankFilter { Search = "who" }, "1", "2");
        await Listed(new BankFilter { Search = "ceiling David" });
        await Listed(new BankFilter { Search = "Decke" }, "3");
        foreach (var odd in new[] { "\"", "'", "& | !", "-", "(((", ":*", "<->", "\\" }) await Store.List(Tenant, All, new BankFilter { Search = odd }, null, 10, default);
    }

    [Fact]
    public async Task Facets_count_what_the_reader_sees()
    {
        await Store.Add(Tenant, [Question("1"), Question("2", with: d => d with { Category = "Art" }), Question("3", space: "bob")], default);
        var facets = await Store.Facets(Tenant, All, default);
        facets.Total.ShouldBe(2);
        facets.Categories.ShouldBe([new Facet("Art", 1), new Facet("History", 1)], ignoreOrder: true);
        facets.Kinds.ShouldBe([new Facet("single", 2)]);
        (await Store.Facets("other", All, default)).Total.ShouldBe(0);
        (await Store.Categories(Tenant, All, ["single"], default)).ShouldBe([new CategoryCount("History", "en", 1), new CategoryCount("Art", "en", 1)], ignoreOrder: true);
        (await Store.Categories(Tenant, All, ["trueFalse"], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_and_the_near_ones_are_found_nearest_first()
    {
        await Store.Add(Tenant, [
            Question("same", "What is the capital of Norway?"), Question("near", "What was the capital of Norway?"), Question("far", "Who wrote Hamlet?"),
            Question("hidden", "What is the capital of Norway?", space: "bob")], default);
        await Store.Add("other", [Question("foreign", "What is the capital of Norway?")], default);
        var probe = Question("x", "WHAT is the capital of norway").Likeness;
        var found = await Store.Similar(Tenant, All, [probe, Question("y", "How deep is the sea?").Likeness], 0.6, 5, default);
        found[0].Select(s => (s.QuestionId, s.IsSame)).ShouldBe([("same", true), ("near", false)]);
        found[0][0].Similarity.ShouldBe(1);
        found[0][1].Similarity.ShouldBeInRange(0.6, 0.99);
        found[0][1].Text.ShouldBe("What was the capital of Norway?");
        found[1].ShouldBeEmpty();
        (await Store.Similar(Tenant, All, [probe], 0.99, 5, default))[0].ShouldHaveSingleItem().QuestionId.ShouldBe("same");
        (await Store.Similar(Tenant, All, [], 0.6, 5, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draw_sees_what_is_ready_and_fits_whatever_the_point()
    {
        await Store.Add(Tenant, Many(20, i => Question($"r{i}", with: d => d with { Category = i % 2 == 0 ? "Art" : "History", Difficulty = i < 10 ? "medium" : "hard" })), default);
        await Store.Add(Tenant, [Question("d", with: d => d with { Status = "draft" }), Question("bob", space: "bob"), Question("t", with: d => d with { Kind = "trueFalse", Answer = true, Tags = ["x"] })], default);
        foreach (var point in new[] { 0, 0.3, 0.999 })
        {
            (await Around(new DrawRule { Count = 1 }, point)).Length.ShouldBe(21);
            (await Around(new DrawRule { Count = 1, Category = "Art", Difficulty = Rules.Quizzes.Difficulty.Medium, Language = "en" }, point)).ShouldBe(["r0", "r2", "r4", "r6", "r8"], ignoreOrder: true);
            (await Around(new DrawRule { Count = 1, Kinds = ["trueFalse", "poll"] }, point)).ShouldBe(["t"]);
            (await Around(new DrawRule { Count = 1, Tags = ["x"] }, point)).ShouldBe(["t"]);
            (await Around(new DrawRule { Count = 1 }, point, most: 7)).Distinct().Count().ShouldBe(7);
        }

        (await Around(new DrawRule { Count = 1 }, 0.1)).ShouldNotBe(await Around(new DrawRule { Count = 1 }, 0.6));
        (await Store.Around("other", All, new DrawQuery(new DrawRule { Count = 1 }, 0, 10, []), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draw_leaves_out_what_these_players_have_seen()
    {
        var questions = Many(4, i => Question($"q{i}"));
        await Store.Add(Tenant, questions, default);
        var seen = ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty.Add("eve", [questions[0].Edition]).Add("max", [questions[1].Edition]);
        await Plays.Add(new TenantKey(Tenant, "G1"), new GameTally(ImmutableDictionary<Guid, ItemCounts>.Empty, seen), default);
        (await Around(new DrawRule { Count = 1 }, 0.5, unseenBy: ["eve"])).ShouldBe(["q1", "q2", "q3"], ignoreOrder: true);
        (await Around(new DrawRule { Count = 1 }, 0.5, unseenBy: ["eve", "max"])).ShouldBe(["q2", "q3"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_players_have_seen_adds_up_over_games_and_a_large_bank()
    {
        var questions = Many(1500, i => Question($"q{i:0000}"));
        await Store.Add(Tenant, questions, default);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(game => Plays.Add(new TenantKey(Tenant, $"G{game}"), Saw("eve", questions.Where((_, i) => i % 4 == game)), default)));
        await Plays.Add(new TenantKey(Tenant, "again"), Saw("eve", questions.Take(10)), default);
        await Plays.Add(new TenantKey("other", "G9"), Saw("max", questions), default);
        (await Around(new DrawRule { Count = 1 }, 0.5, most: 2000, unseenBy: ["eve", "max"])).ShouldBe([.. questions.Where((_, i) => i % 4 == 3 && i > 9).Select(q => q.Entry.QuestionId)], ignoreOrder: true);
    }

    private static GameTally Saw(string player, IEnumerable<IndexedQuestion> questions) => new(
        ImmutableDictionary<Guid, ItemCounts>.Empty, ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty.Add(player, [.. questions.Select(q => q.Edition)]));

    [Fact]
    public async Task A_game_counts_once_and_only_for_what_the_bank_has()
    {
        var question = Question("q1");
        await Store.Add(Tenant, [question], default);
        var counts = ItemCounts.None with { Shown = 3, Answered = 2, Right = 1, Choices = [1, 1], Times = ItemCounts.None.Times.SetItem(4, 2), Criterion = new Criterion(2, 1, 1.5, 1.25, 1) };
        var tally = new GameTally(ImmutableDictionary<Guid, ItemCounts>.Empty.Add(question.Edition, counts).Add(Guid.NewGuid(), counts), ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty);
        await Plays.Add(new TenantKey(Tenant, "G1"), tally, default);
        await Plays.Add(new TenantKey(Tenant, "G1"), tally, default);
        await Task.WhenAll(Plays.Add(new TenantKey(Tenant, "G2"), tally, default), Plays.Add(new TenantKey("other", "G2"), tally, default));
        var (edition, item) = (await Plays.Find(Tenant, [question.Edition, Guid.NewGuid(), .. tally.Items.Keys], default)).ShouldHaveSingleItem();
        edition.ShouldBe(question.Edition);
        item.Games.ShouldBe(2);
        (item.Counts.Shown, item.Counts.Answered, item.Counts.Right, item.Counts.Times[4], item.Counts.Criterion).ShouldBe((6, 4, 2, 4, new Criterion(4, 2, 3, 2.5, 2)));
        item.Counts.Choices.ShouldBe([2, 2]);
        (await Plays.Find("other", [question.Edition], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Flags_stay_while_players_see_the_same_and_go_with_another_text()
    {
        await Store.Add(Tenant, [Question("q1")], default);
        await Store.SetFlags(Tenant, ["q1"], ["best_players_miss"], default);
        await Store.Update(Tenant, [Question("q1", version: 2, with: d => d with { Category = "Art" })], default);
        await Listed(new BankFilter { Flag = "best_players_miss" }, "q1");
        await Store.Update(Tenant, [Question("q1", "Another?", version: 3)], default);
        await Listed(new BankFilter { Flag = "any" });
    }

    protected async Task Listed(BankFilter filter, params string[] ids) =>
        (await Store.List(Tenant, All, filter, null, 100, default)).Items.Select(q => q.QuestionId).ShouldBe(ids, ignoreOrder: true);

    private Task<ImmutableArray<string>> Around(DrawRule rule, double point, int most = 100, params string[] unseenBy) =>
        Store.Around(Tenant, All, new DrawQuery(rule, point, most, [.. unseenBy]), default);

    private static string Text(BankEntry entry) => JsonSerializer.Serialize(entry);
}
