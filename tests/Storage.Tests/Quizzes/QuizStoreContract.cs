using QuizOrleans.Grains;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Quizzes;

/// <summary>What every quiz store promises.</summary>
public abstract class QuizStoreContract : IAsyncLifetime
{
    private const string Tenant = "main";
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private IQuizStore _store = null!;

    protected abstract Task<IQuizStore> Create();

    public async Task InitializeAsync() => _store = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_saved_quiz_comes_back_whole()
    {
        var quiz = Quiz("q1", "ada");
        (await _store.Save(Tenant, quiz, default)).ShouldBeTrue();

        var found = (await _store.Find(new TenantKey(Tenant, "q1"), default)).ShouldNotBeNull();

        (found with { Quiz = quiz.Quiz }).ShouldBe(quiz);
        found.Quiz.Questions.Select(question => (question.Kind, question.Text)).ShouldBe([("trueFalse", "Is \u0000 a character?")]);
        (await _store.Find(new TenantKey("other", "q1"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_save_must_follow_the_stored_version()
    {
        var quiz = Quiz("q1", "ada");
        (await _store.Save(Tenant, quiz with { Version = 2 }, default)).ShouldBeFalse();
        (await _store.Save(Tenant, quiz, default)).ShouldBeTrue();
        (await _store.Save(Tenant, quiz, default)).ShouldBeFalse();
        (await _store.Save(Tenant, quiz with { Version = 3 }, default)).ShouldBeFalse();
        (await _store.Save(Tenant, quiz with { Version = 2 }, default)).ShouldBeTrue();
        (await _store.Find(new TenantKey(Tenant, "q1"), default)).ShouldNotBeNull().Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_quiz_is_gone()
    {
        await _store.Save(Tenant, Quiz("q1", "ada"), default);
        (await _store.Delete(new TenantKey(Tenant, "q1"), default)).ShouldBeTrue();
        (await _store.Delete(new TenantKey(Tenant, "q1"), default)).ShouldBeFalse();
        (await _store.Find(new TenantKey(Tenant, "q1"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_list_has_the_readers_own_and_the_built_in_ones_newest_first_page_by_page()
    {
        for (var n = 0; n < 7; n++) await _store.Save(Tenant, Quiz($"own-{n}", "ada", minutes: n / 2), default);
        for (var n = 0; n < 4; n++) await _store.Save(Tenant, Quiz($"pack-{n}", "", minutes: n), default);
        await _store.Save(Tenant, Quiz("strange", "bob", minutes: 9), default);
        await _store.Save("other", Quiz("foreign", "ada", minutes: 9), default);

        List<string> ids = [];
        string? after = null;
        do
        {
            var page = await _store.List(Tenant, "ada", after, 3, default);
            page.Items.Length.ShouldBeInRange(1, 3);
            ids.AddRange(page.Items.Select(quiz => quiz.QuizId));
            after = page.Next;
        }
        while (after is not null);

        ids.ShouldBe(["own-6", "pack-3", "own-4", "own-5", "pack-2", "own-2", "own-3", "pack-1", "own-0", "own-1", "pack-0"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("bm9qc29u")]
    [InlineData("WzFd")]
    public async Task A_cursor_that_cannot_be_read_means_the_first_page(string cursor)
    {
        await _store.Save(Tenant, Quiz("q1", "ada"), default);
        (await _store.List(Tenant, "ada", cursor, 10, default)).Items.Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_readers_of_built_in_quizzes_see_each_once()
    {
        await _store.Save(Tenant, Quiz("pack", ""), default);
        (await _store.List(Tenant, "", null, 10, default)).Items.Length.ShouldBe(1);
    }

    private static QuizDocument Quiz(string id, string owner, int minutes = 0) => new(
        id, 1, owner, Noon.AddMinutes(minutes),
        new QuizDraft { Title = $"Quiz {id}", Category = "logic", Questions = [new QuestionDraft { Kind = "trueFalse", Text = "Is \u0000 a character?", Answer = true }] });
}

public sealed class MemoryQuizStoreTests : QuizStoreContract
{
    protected override Task<IQuizStore> Create() => Task.FromResult<IQuizStore>(new MemoryQuizStore());
}

public sealed class PostgresQuizStoreTests : QuizStoreContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<IQuizStore> Create() => new PostgresQuizStore((_postgres = await PostgresStore.New()).Database);

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
