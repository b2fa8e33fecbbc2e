using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Testing;

namespace QuizOrleans.Grains.Tests.Quizzes;

public sealed class ContentPacksTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("packs").FullName;
    private readonly MemoryQuizStore _store = new();
    private readonly MemoryQuestionStore _bank = new(new MemoryPlayStore());
    private readonly LoadedPacks _loaded = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_pack_is_stored_once_and_again_when_it_changes()
    {
        Write("a.json", "one");
        (await StoreAll()).ShouldBe(1);
        (await StoreAll()).ShouldBe(0);
        Write("a.json", "two");
        (await StoreAll()).ShouldBe(1);
        var stored = (await _store.Find(new("t", "pack-a"), default)).ShouldNotBeNull();
        (stored.Version, stored.OwnerId, stored.Quiz.Title).ShouldBe((2, "", "two"));
    }

    [Fact]
    public async Task The_bank_has_the_packs_questions_as_they_are_now()
    {
        Write("a.json", "one", """{"kind":"typed","text":"Who?","accepted":["x"],"difficulty":"hard"}""");
        await StoreAll();
        var first = await Banked();
        first.Select(e => (e.Question.Text, e.Question.Status, e.Version, e.Space)).ShouldBe([("So?", "ready", 1, ""), ("Who?", "ready", 1, "")], ignoreOrder: true);
        await StoreAll();
        (await Banked()).Select(e => e.Version).ShouldBe([1, 1]);
        // Edited: the same question filed elsewhere keeps its id, another text is another question.
        Write("a.json", "one", """{"kind":"typed","text":"Who?","accepted":["x"],"difficulty":"easy"}""", """{"kind":"typed","text":"New?","accepted":["x"]}""");
        var who = first.Single(e => e.Question.Text == "Who?");
        await _bank.Update("t", [BankMapping.Index(who with { Version = 2 }, BankMapping.ToQuestion(who) with { Status = Rules.Bank.QuestionStatus.Retired })], default);
        await StoreAll();
        (await Banked()).Select(e => (e.Question.Text, e.Question.Status, e.Version)).ShouldBe([("So?", "ready", 1), ("Who?", "retired", 3), ("New?", "ready", 1)], ignoreOrder: true);
        Write("a.json", "one");
        await StoreAll();
        (await Banked()).ShouldHaveSingleItem().Question.Text.ShouldBe("So?");
    }

    [Fact]
    public async Task A_bad_question_or_file_stops_nothing()
    {
        File.WriteAllText(Path.Combine(_directory, "0.json"), "{ not json");
        File.WriteAllText(Path.Combine(_directory, "1.json"), """{"id":"../x","questions":[]}""");
        Write("a.json", "good", """{"kind":"slide","text":7}""", """{"kind":"essay","text":"?"}""");
        (await StoreAll()).ShouldBe(1);
        (await _store.Find(new("t", "pack-a"), default)).ShouldNotBeNull().Quiz.Questions.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"id\":\"a\",\"questions\":{}}")]
    [InlineData("{\"id\":\"a\",\"title\":[],\"questions\":[]}")]
    [InlineData("{\"id\":\"\\ud800\",\"questions\":[]}")]
    public void A_malformed_file_is_a_fault_in_row_0(string content)
    {
        var pack = ContentPack.Parse(content);
        pack.Quiz.ShouldBeNull();
        pack.Faults.ShouldHaveSingleItem().Row.ShouldBe(0);
    }

    [Fact]
    public async Task Somebody_elses_quiz_is_never_replaced()
    {
        await _store.Save("t", new QuizDocument("pack-a", 1, "ada", _time.GetUtcNow(), Drafts.Quiz("Ada's")), default);
        Write("a.json", "pack");
        (await StoreAll()).ShouldBe(0);
    }

    [Fact]
    public async Task A_missing_directory_holds_no_packs() =>
        (await StoreAll(Path.Combine(_directory, "none"))).ShouldBe(0);

    [Fact]
    public async Task The_packs_of_this_repository_are_sound_and_varied()
    {
        var content = Path.Combine(Root(), "content");
        var packs = Directory.GetFiles(content, "*.json").Select(f => ContentPack.Parse(File.ReadAllText(f))).ToArray();
        packs.SelectMany(p => p.Faults.Select(f => $"{p.QuizId} row {f.Row}: {f.Reason}")).ShouldBeEmpty();
        var questions = packs.SelectMany(p => p.Quiz!.Questions).ToArray();
        questions.Length.ShouldBeGreaterThanOrEqualTo(200);
        packs.Select(p => p.Quiz!.Category).Distinct().Count().ShouldBeGreaterThanOrEqualTo(10);
        questions.Select(q => q.Difficulty).Distinct().ShouldBe([Difficulty.Easy, Difficulty.Medium, Difficulty.Hard], ignoreOrder: true);
        questions.ShouldAllBe(q => q.Explanation.Length > 0);
        (await StoreAll(content)).ShouldBe(packs.Length);
    }

    private async Task<ImmutableArray<BankEntry>> Banked() => (await _bank.List("t", [""], new BankFilter(), null, 100, default)).Items;

    /// <summary>As a process that starts does.</summary>
    private async Task<int> StoreAll(string? directory = null)
    {
        var packs = new ContentPacks(_store, new BuiltInQuestions(_bank, _time), _loaded, _time, NullLogger<ContentPacks>.Instance);
        await packs.Load(directory ?? _directory, default);
        return await packs.Store("t", default);
    }

    private void Write(string file, string title, params string[] more) => File.WriteAllText(
        Path.Combine(_directory, file),
        $$"""{"id":"a","title":"{{title}}","questions":[{{string.Join(",", ["""{"kind":"trueFalse","text":"So?","answer":true}""", .. more])}}]}""");

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "QuizOrleans.sln"))) directory = directory.Parent;
        return directory.ShouldNotBeNull("the tests run inside the repository").FullName;
    }
}
