using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Quizzes;

/// <summary>What every store of built-in content promises, and that tenants come by that content on it.</summary>
public abstract class ContentStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private ContentStores _stores = null!;

    protected abstract Task<ContentStores> Create();

    public async Task InitializeAsync() => _stores = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_stamp_that_was_read_last_stays()
    {
        (await _stores.Content.Find("t", default)).ShouldBeNull();
        await _stores.Content.Save("t", new ContentStamp("one", Noon), default);
        await _stores.Content.Save("t", new ContentStamp("two", Noon), default);
        (await _stores.Content.Find("t", default)).ShouldBe(new ContentStamp("two", Noon));
        await _stores.Content.Save("t", new ContentStamp("three", Noon.AddSeconds(1)), default);
        await _stores.Content.Save("t", new ContentStamp("two", Noon), default);
        (await _stores.Content.Find("t", default)).ShouldBe(new ContentStamp("three", Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task A_new_tenants_first_callers_in_several_processes_bring_it_everything_once()
    {
        var callers = Enumerable.Range(0, 4).Select(_ => Process(Noon, Pack("a", 100), Pack("b", 23))).SelectMany(process => Enumerable.Range(0, 5).Select(_ => process.Ready("t", default)));
        await Task.WhenAll(callers);
        (await Titles("t")).ShouldBe(["a", "b"]);
        (await _stores.Quizzes.Find(new TenantKey("t", "pack-a"), default)).ShouldNotBeNull().Version.ShouldBe(1);
        (await _stores.Questions.Facets("t", [""], default)).Total.ShouldBe(123);
        (await _stores.Questions.History(new TenantKey("t", (await Ids("t"))[0]), default)).ShouldHaveSingleItem();
        (await Titles("other")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_starts_later_brings_its_packs_to_the_tenants_there_are_and_an_older_one_does_not_take_them_back()
    {
        await Process(Noon, Pack("a", 3)).Ready("t", default);
        var (older, newer) = (Process(Noon.AddHours(1), Pack("a", 3), Pack("b", 2)), Process(Noon.AddHours(2), Pack("a", 5), Pack("c", 4)));
        await newer.Ready("t", default);
        (await _stores.Questions.Facets("t", [""], default)).Total.ShouldBe(9);
        await older.Ready("t", default);
        (await Titles("t")).ShouldBe(["a", "c"]);
        (await _stores.Questions.Facets("t", [""], default)).Total.ShouldBe(9);
        // Back to the former release.
        await Process(Noon.AddHours(3), Pack("a", 3)).Ready("t", default);
        (await _stores.Questions.Facets("t", [""], default)).Total.ShouldBe(3);
    }

    /// <summary>What a process has that read these packs.</summary>
    private BuiltInContent Process(DateTimeOffset readAt, params ContentPack[] packs)
    {
        var loaded = new LoadedPacks();
        loaded.Keep(packs, readAt);
        var storing = new ContentPacks(_stores.Quizzes, new BuiltInQuestions(_stores.Questions, TimeProvider.System), loaded, TimeProvider.System, NullLogger<ContentPacks>.Instance);
        return new BuiltInContent(storing, loaded, _stores.Content, Options.Create(new ContentOptions()), NullLogger<BuiltInContent>.Instance);
    }

    private static ContentPack Pack(string id, int questions)
    {
        var all = string.Join(',', Enumerable.Range(0, questions).Select(n => $$"""{"kind":"trueFalse","text":"{{id}}, number {{n}}?","answer":true}"""));
        return ContentPack.Parse($$"""{"id":"{{id}}","title":"{{id}}","language":"en","category":"Logic","questions":[{{all}}]}""");
    }

    private async Task<IEnumerable<string>> Titles(string tenant) => (await _stores.Quizzes.List(tenant, "ada", null, 100, default)).Items.Select(q => q.Title).Order();

    private async Task<ImmutableArray<string>> Ids(string tenant) =>
        [.. (await _stores.Questions.List(tenant, [""], new BankFilter(), null, 1, default)).Items.Select(q => q.QuestionId)];

    protected sealed record ContentStores(IQuizStore Quizzes, IQuestionStore Questions, IContentStore Content);
}

public sealed class MemoryContentStoreTests : ContentStoreContract
{
    protected override Task<ContentStores> Create() =>
        Task.FromResult(new ContentStores(new MemoryQuizStore(), new MemoryQuestionStore(new MemoryPlayStore()), new MemoryContentStore()));
}

public sealed class PostgresContentStoreTests : ContentStoreContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<ContentStores> Create()
    {
        _postgres = await PostgresStore.New();
        var database = _postgres.Database;
        return new ContentStores(
            new PostgresQuizStore(database), new PostgresQuestionStore(database, new TrigramSupport(_postgres.Source, NullLogger<TrigramSupport>.Instance)), new PostgresContentStore(database));
    }

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();
}
