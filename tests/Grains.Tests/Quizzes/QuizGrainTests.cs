using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Grains.Tests.Quizzes;

public sealed class QuizGrainTests : IAsyncLifetime
{
    private const string File = """[{"type":"boolean","category":"Art","question":"So?","correct_answer":"True"},{"type":"essay"}]""";

    private readonly FlakyQuizStore _store = new(new MemoryQuizStore());
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.StartAsync(services => services.AddSingleton<IQuizStore>(_store).AddBank(new MemoryQuestionStore(new MemoryPlayStore()), new MemoryPlayStore()));

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_saved_quiz_is_read_by_its_owner_and_nobody_else()
    {
        var quiz = Quiz();
        var saved = await quiz.Save("ada", 0, Drafts.Quiz("Friday"), default);
        saved.Value.ShouldNotBeNull().Version.ShouldBe(1);
        var read = (await quiz.Read("ada", default)).Value.ShouldNotBeNull();
        (read.Quiz.Title, read.OwnerId, read.QuizId).ShouldBe(("Friday", "ada", saved.Value.QuizId));
        (await quiz.Read("bob", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await Quiz().Read("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task An_update_names_the_version_it_changes()
    {
        var quiz = Quiz();
        await quiz.Save("ada", 0, Drafts.Quiz("one"), default);
        (await quiz.Save("ada", 1, Drafts.Quiz("two"), default)).Value.ShouldNotBeNull().Version.ShouldBe(2);
        (await quiz.Save("ada", 1, Drafts.Quiz("three"), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("version_conflict");
        (await quiz.Save("bob", 2, Drafts.Quiz("mine"), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await Quiz().Save("ada", 3, Drafts.Quiz(), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
        (await quiz.Read("ada", default)).Value.ShouldNotBeNull().Quiz.Title.ShouldBe("two");
    }

    [Fact]
    public async Task A_faulty_quiz_is_told_by_row_and_not_stored()
    {
        var quiz = Quiz();
        var saved = (await quiz.Save("ada", 0, Drafts.Quiz("T", Drafts.Statement(), Drafts.Statement("")), default)).Value.ShouldNotBeNull();
        saved.QuizId.ShouldBeNull();
        saved.Rejected.ShouldHaveSingleItem().ShouldBe(new RowFault(2, "text_missing", "The question's text is missing or blank."));
        (await quiz.Read("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task An_import_keeps_the_good_rows()
    {
        var quiz = Quiz();
        var saved = (await quiz.Import("ada", "opentdb", null, Bytes(File), default)).Value.ShouldNotBeNull();
        saved.Imported.ShouldBe(1);
        saved.Rejected.ShouldHaveSingleItem().Row.ShouldBe(2);
        (await quiz.Read("ada", default)).Value.ShouldNotBeNull().Quiz.Title.ShouldBe("OpenTDB: Art");
        (await quiz.Import("ada", "opentdb", null, Bytes(File), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task An_import_without_a_good_row_stores_nothing()
    {
        var saved = (await Quiz().Import("ada", "opentdb", null, Bytes("[7]"), default)).Value.ShouldNotBeNull();
        (saved.QuizId, saved.Imported, saved.Rejected.Length).ShouldBe((null, 0, 1));
        (await Quiz().Import("ada", "opentdb", "\0", Bytes(File), default)).Value.ShouldNotBeNull().Rejected[0].Code.ShouldBe("title_unprintable");
        (await Quiz().Import("ada", "opentdb", null, Bytes("<html>"), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("malformed");
        (await Quiz().Import("ada", "doc", null, Bytes(File), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("unknown_format");
    }

    [Fact]
    public async Task A_deleted_quiz_is_gone_and_its_id_free()
    {
        var quiz = Quiz();
        await quiz.Save("ada", 0, Drafts.Quiz(), default);
        (await quiz.Delete("bob", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await quiz.Delete("ada", default)).Value.ShouldNotBeNull();
        (await quiz.Delete("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
        (await quiz.Save("ada", 0, Drafts.Quiz(), default)).Value.ShouldNotBeNull().Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_built_in_pack_is_for_everybody_to_read_and_nobody_to_write()
    {
        await _store.Save("t", new QuizDocument("pack-x", 1, "", _cluster.Time.GetUtcNow(), Drafts.Quiz("Pack")), default);
        var pack = Quiz("pack-x");
        (await pack.Read("ada", default)).Value.ShouldNotBeNull().Quiz.Title.ShouldBe("Pack");
        (await pack.Save("ada", 1, Drafts.Quiz(), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await pack.Save("", 1, Drafts.Quiz(), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await pack.Delete("", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_hot_quiz_is_read_from_storage_once()
    {
        var quiz = Quiz();
        await quiz.Save("ada", 0, Drafts.Quiz(), default);
        for (var i = 0; i < 5; i++) await quiz.Read("ada", default);
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_database_is_told_and_tried_again()
    {
        var quiz = Quiz();
        await quiz.Save("ada", 0, Drafts.Quiz("kept"), default);
        _store.Fails = true;
        (await quiz.Save("ada", 1, Drafts.Quiz("lost"), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("storage_unavailable");
        (await Quiz().Read("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("storage_unavailable");
        _store.Fails = false;
        await Eventually.IsTrueAsync(async () => (await quiz.Read("ada", default)).Value?.Quiz.Title == "kept");
    }

    [Fact]
    public async Task A_quiz_changed_behind_its_back_is_a_conflict_and_read_anew()
    {
        var quiz = Quiz("shared");
        await quiz.Save("ada", 0, Drafts.Quiz("one"), default);
        await _store.Save("t", new QuizDocument("shared", 2, "ada", _cluster.Time.GetUtcNow(), Drafts.Quiz("two")), default);
        (await quiz.Save("ada", 1, Drafts.Quiz("three"), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("version_conflict");
        await Eventually.IsTrueAsync(async () => (await quiz.Read("ada", default)).Value?.Quiz.Title == "two");
    }

    [Fact]
    public async Task The_catalog_lists_ones_own_and_the_packs()
    {
        await _store.Save("t", new QuizDocument("pack-y", 1, "", _cluster.Time.GetUtcNow(), Drafts.Quiz("Pack")), default);
        await Quiz("mine").Save("ada", 0, Drafts.Quiz("Mine"), default);
        await Quiz("other").Save("bob", 0, Drafts.Quiz("Other"), default);
        var page = await _cluster.GrainFactory.GetGrain<IQuizCatalogGrain>("t/catalog").List("ada", null, 1000, default);
        page.Items.Select(q => q.QuizId).ShouldBe(["mine", "pack-y"], ignoreOrder: true);
    }

    private static ImmutableArray<byte> Bytes(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text)];

    private IQuizGrain Quiz(string? id = null) => _cluster.GrainFactory.GetGrain<IQuizGrain>($"t/{id ?? Guid.NewGuid().ToString("N")}");
}
