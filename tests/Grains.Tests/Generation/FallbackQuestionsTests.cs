using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Testing;

namespace QuizOrleans.Grains.Tests.Generation;

public sealed class FallbackQuestionsTests
{
    private static readonly BankCaller Ada = new("ada", IsEditor: false);
    private static readonly BankCaller Tess = new("tess", IsEditor: true);
    private static readonly Topic Rivers = new() { Text = "Rivers", Count = 3 };

    private readonly ManualTimeProvider _time = new();
    private readonly MemoryQuestionStore _kept = new(new MemoryPlayStore());
    private readonly LoadedPacks _packs = new();
    private readonly TroubledBank _bank;

    public FallbackQuestionsTests() => _bank = new TroubledBank(_kept);

    [Fact]
    public async Task Questions_come_by_topic_from_category_and_words_and_no_others()
    {
        await Store(Of("q1", "A?", "Rivers"), Of("q2", "Which rivers flow into the Danube?", "Geography"), Of("q3", "C?", "History"), Of("q4", "D?", "Rivers and lakes"));
        Ids(await Find(Rivers)).ShouldBe(["q1", "q2", "q4"], ignoreOrder: true);
        (await Find(Rivers with { Text = "volcanoes" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_words_of_a_topic_count_and_quotes_and_signs_mean_nothing()
    {
        await Store(Of("q1", "Which river is the longest in Asia?", ""), Of("q2", "Which river is the longest in Africa?", ""));
        Ids(await Find(Rivers with { Text = "longest \"river\" -Asia" })).ShouldBe(["q1"]);
    }

    [Fact]
    public async Task Kind_and_difficulty_come_first_and_others_stand_in()
    {
        await Store(
            Of("easy", "1?", "Rivers"), Of("typed", "2?", "Rivers") with { Kind = "typed", Accepted = ["x"], Choices = [] },
            Of("hard", "3?", "Rivers") with { Difficulty = "hard" }, Of("poll", "4?", "Rivers") with { Kind = "poll" }, Of("slide", "5", "Rivers") with { Kind = "slide", Choices = [] });
        Ids(await Find(Rivers with { Difficulty = Difficulty.Hard }, 1)).ShouldBe(["hard"]);
        Ids(await Find(Rivers with { Kind = "typed" }, 1)).ShouldBe(["typed"]);
        Ids(await Find(Rivers with { Kind = "number" }, 10)).ShouldBe(["easy", "typed", "hard"], ignoreOrder: true);
    }

    [Fact]
    public async Task Exam_type_and_subject_narrow_and_the_subject_is_the_next_best()
    {
        await Store(
            Of("gcse", "1?", "") with { Subject = "Physics", ExamType = "GCSE" }, Of("other", "2?", "") with { Subject = "Physics" }, Of("else", "3?", "") with { Subject = "Chemistry" });
        var topic = new Topic { Subject = "Physics", ExamType = "GCSE" };
        Ids(await Find(topic, 1)).ShouldBe(["gcse"]);
        Ids(await Find(topic, 9)).ShouldBe(["gcse", "other"], ignoreOrder: true);
        Ids(await Find(topic with { Text = "Magnets" }, 9)).ShouldBe(["gcse", "other"], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_what_is_ready_in_the_language_and_readable_stands_in()
    {
        await Store(Of("draft", "1?", "Rivers") with { Status = "draft" }, Of("retired", "2?", "Rivers") with { Status = "retired" }, Of("german", "3?", "Rivers") with { Language = "de" });
        await _kept.Add("t", [Banks.Stored("shared", Named("4?")), Banks.Stored("bobs", Named("5?"), "bob"), Banks.Stored("own", Named("6?"), "ada")], default);
        await _kept.Add("other", [Banks.Stored("foreign", Named("7?"), BankSpaces.BuiltIn)], default);
        Ids(await Find(Rivers, 9)).ShouldBe(["own"]);
        Ids(await Find(Rivers, 9, caller: Tess)).ShouldBe(["shared"]);
        Ids(await Find(Rivers with { Language = "de-AT" }, 9)).ShouldBe(["german"]);
    }

    [Fact]
    public async Task None_comes_twice_and_none_that_is_there_already()
    {
        await Store(Of("q1", "Same?", "Rivers"), Of("q2", "same", "Rivers"), Of("q3", "Other?", "Rivers"));
        Load("Rivers", "Same?", "Third?");
        var found = await Find(Rivers, 9, anything: true);
        found.Select(q => FallbackQuestions.FingerprintOf(q.Question)).ShouldBeUnique();
        found.Length.ShouldBe(3);
        var besides = FallbackQuestions.FingerprintOf(Named("Other?")).ShouldNotBeNull();
        (await Find(Rivers, 9, besides: [besides])).ShouldAllBe(q => q.Question.Text != "Other?");
    }

    [Fact]
    public async Task Anything_will_do_for_a_room_that_has_too_few()
    {
        await Store(Of("q1", "1?", "Rivers"), Of("q2", "2?", "History"));
        await _kept.Add("t", [Banks.Stored("own", new BankDraft { Kind = "trueFalse", Text = "Mine?", Answer = true, Status = "ready" }, "ada")], default);
        var found = await Find(Rivers, 2, anything: true);
        found.Select(q => (q.QuestionId, q.Source)).ShouldBe([("q1", "bank"), ("q2", "packs")]);
        // What somebody wrote about something else is for himself to choose.
        Ids(await Find(Rivers, 9, anything: true)).ShouldNotContain("own");
    }

    [Fact]
    public async Task The_rooms_language_comes_before_any_other()
    {
        await Store(Of("en1", "1?", "A"), Of("de1", "2?", "A") with { Language = "de" }, Of("de2", "3?", "A") with { Language = "de" });
        Ids(await Find(Rivers with { Language = "de" }, 2, anything: true)).ShouldBe(["de1", "de2"], ignoreOrder: true);
        (await Find(Rivers with { Language = "ar" }, 3, anything: true)).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_bank_that_is_broken_leaves_the_packs_in_memory()
    {
        Load("Rivers", "1?", "2?");
        Load("History", "3?");
        _bank.IsBroken = true;
        var found = await Find(Rivers, 3, anything: true);
        found.Select(q => (q.Question.Text, q.Source)).ShouldBe([("1?", "bank"), ("2?", "bank"), ("3?", "packs")], ignoreOrder: true);
        (await Find(Rivers, 3)).Select(q => q.Question.Text).ShouldBe(["1?", "2?"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_bank_that_says_nothing_is_asked_for_two_seconds()
    {
        Load("Rivers", "1?");
        _bank.FallSilent();
        var finding = Find(Rivers, 3, anything: true);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        finding.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await finding).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_has_no_more_time_gets_what_there_is()
    {
        Load("Rivers", "1?");
        _bank.FallSilent();
        using var given = new CancellationTokenSource();
        var finding = Find(Rivers, 3, anything: true, cancellationToken: given.Token);
        await given.CancelAsync();
        (await finding).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_seed_finds_the_same_and_another_one_others()
    {
        await Store([.. Enumerable.Range(0, 60).Select(i => Of($"q{i:00}", $"{i}?", "Rivers"))]);
        var first = Ids(await Find(Rivers, 5, seed: 1));
        Ids(await Find(Rivers, 5, seed: 1)).ShouldBe(first);
        Ids(await Find(Rivers, 5, seed: 2)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Nothing_anywhere_is_nothing() => (await Find(Rivers, 3, anything: true)).ShouldBeEmpty();

    private async Task<ImmutableArray<GeneratedQuestion>> Find(
        Topic topic, int count = 3, BankCaller? caller = null, bool anything = false, Guid[]? besides = null, ulong seed = 1, CancellationToken cancellationToken = default) =>
        await new FallbackQuestions(_bank, _packs, _time, NullLogger<FallbackQuestions>.Instance)
            .Find("t", caller ?? Ada, topic, count, seed, besides ?? [], anything, cancellationToken);

    private static string?[] Ids(IEnumerable<GeneratedQuestion> found) => [.. found.Select(q => q.QuestionId)];

    private static BankDraft Named(string text) => Banks.Choice(text) with { Category = "Rivers" };

    private static Stored Of(string id, string text, string category) => new(id, Banks.Choice(text) with { Category = category });

    private async Task Store(params Stored[] questions) =>
        await _kept.Add("t", [.. questions.Select(q => Banks.Stored(q.Id, q.Draft, BankSpaces.BuiltIn))], default);

    private readonly List<ContentPack> _loaded = [];

    private void Load(string category, params string[] texts)
    {
        var quiz = QuizMapping.ToQuiz(new QuizDraft
        {
            Title = category,
            Category = category,
            Questions = [.. texts.Select(t => BankMapping.ToQuestionDraft(Banks.Choice(t) with { Category = category }))],
        });
        _loaded.Add(new ContentPack($"pack-{category}", quiz, []));
        _packs.Keep(_loaded);
    }

    private sealed record Stored(string Id, BankDraft Draft)
    {
        public string Kind { init => Draft = Draft with { Kind = value }; }

        public ImmutableArray<string> Accepted { init => Draft = Draft with { Accepted = value }; }

        public ImmutableArray<ChoiceDraft> Choices { init => Draft = Draft with { Choices = value }; }

        public string Difficulty { init => Draft = Draft with { Difficulty = value }; }

        public string Subject { init => Draft = Draft with { Subject = value }; }

        public string ExamType { init => Draft = Draft with { ExamType = value }; }

        public string Status { init => Draft = Draft with { Status = value }; }

        public string Language { init => Draft = Draft with { Language = value }; }

        public BankDraft Draft { get; private init; } = Draft;
    }
}
