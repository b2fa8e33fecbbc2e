using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Grains.Tests.Quizzes;

public sealed class BuiltInContentTests : IAsyncLifetime
{
    private static readonly BankCaller Gus = new("gus", IsEditor: false);

    private readonly FlakyQuizStore _store = new(new MemoryQuizStore());
    private readonly LoadedPacks _packs = new();
    private readonly ContentOptions _options = new();
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _packs.Keep([ContentPack.Parse("""{"id":"a","title":"Pack","language":"en","category":"Logic","questions":[{"kind":"trueFalse","text":"So?","answer":true}]}""")]);
        var plays = new MemoryPlayStore();
        _cluster = await GrainCluster.StartAsync(services =>
            services.AddSingleton<IQuizStore>(_store).AddBank(new MemoryQuestionStore(plays), plays).AddSingleton(_packs).AddSingleton(Options.Create(_options)));
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Whichever_way_a_new_tenant_comes_it_finds_the_content_that_comes_with_the_product()
    {
        (await Quiz("t1").Read("gus", default)).Value.ShouldNotBeNull().Quiz.Title.ShouldBe("Pack");
        (await Catalog("t2").List("gus", null, 10, default)).Items.ShouldHaveSingleItem().QuizId.ShouldBe("pack-a");
        (await Bank("t3").List(Gus, new BankFilter(), null, 10, default)).Value.ShouldNotBeNull().Items.ShouldHaveSingleItem().Question.Text.ShouldBe("So?");
        (await Bank("t4").Draw(new DrawQuestions(Gus, [new DrawRuleDraft { Count = 1, Category = "Logic" }], 7), default)).Value.ShouldNotBeNull().Questions.Length.ShouldBe(1);
        (await Pool("t5").Categories(default)).Select(c => c.Category).ShouldBe(["general", "logic"], ignoreOrder: true);
        (await Pool("t6").Draw("logic", "en", 10, 7, default)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_tenant_that_has_it_is_not_asked_about_again()
    {
        for (var i = 0; i < 5; i++)
        {
            await Catalog("t").List("gus", null, 10, default);
            await Bank("t").Facets(Gus, default);
        }

        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task An_outage_in_that_moment_is_told_and_the_next_call_tries_again()
    {
        _store.Fails = true;
        (await Quiz("t").Read("gus", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("storage_unavailable");
        (await Bank("t").List(Gus, new BankFilter(), null, 10, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("storage_unavailable");
        _store.Fails = false;
        (await Bank("t").List(Gus, new BankFilter(), null, 10, default)).Value.ShouldNotBeNull().Items.Length.ShouldBe(1);
        await Eventually.IsTrueAsync(async () => (await Quiz("t").Read("gus", default)).Value?.Quiz.Title == "Pack");
    }

    [Fact]
    public async Task Where_the_operator_wants_it_only_the_default_tenant_has_it()
    {
        _options.EveryTenant = false;
        (await Quiz("t").Read("gus", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
        (await Catalog("t").List("gus", null, 10, default)).Items.ShouldBeEmpty();
        (await Pool("t").Categories(default)).ShouldBeEmpty();
        (await Catalog(TenantKey.DefaultTenant).List("gus", null, 10, default)).Items.ShouldHaveSingleItem();
    }

    private IQuizGrain Quiz(string tenant) => Grain<IQuizGrain>(tenant, "pack-a");

    private IQuizCatalogGrain Catalog(string tenant) => Grain<IQuizCatalogGrain>(tenant, "catalog");

    private IQuestionBankGrain Bank(string tenant) => Grain<IQuestionBankGrain>(tenant, "bank");

    private IQuestionPoolGrain Pool(string tenant) => Grain<IQuestionPoolGrain>(tenant, "pool");

    private TGrain Grain<TGrain>(string tenant, string id)
        where TGrain : IGrainWithStringKey => _cluster.GrainFactory.GetGrain<TGrain>($"{tenant}/{id}");
}
