using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Tests.Fixtures;
using static QuizOrleans.Storage.Tests.Bank.Bank;

namespace QuizOrleans.Storage.Tests.Bank;

public sealed class MemoryQuestionStoreTests : QuestionStoreContract
{
    protected override Task<(IQuestionStore Store, IPlayStore Plays)> Create()
    {
        var plays = new MemoryPlayStore();
        return Task.FromResult<(IQuestionStore, IPlayStore)>((new MemoryQuestionStore(plays), plays));
    }
}

/// <summary>With pg_trgm, as nearly every installation has it.</summary>
public sealed class PostgresQuestionStoreTests : QuestionStoreContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<(IQuestionStore Store, IPlayStore Plays)> Create()
    {
        _postgres = await PostgresStore.New();
        var trigrams = new TrigramSupport(_postgres.Source, NullLogger<TrigramSupport>.Instance);
        await trigrams.StartAsync(default);
        await using (var connection = await _postgres.Source.OpenConnectionAsync()) (await trigrams.IsThere(connection, default)).ShouldBeTrue("the tests' PostgreSQL has its contrib modules");
        return (new PostgresQuestionStore(_postgres.Database, trigrams), new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance, TimeSpan.Zero));
    }

    public override async Task DisposeAsync()
    {
        await ((PostgresPlayStore)Plays).DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task A_search_knows_the_forms_of_words()
    {
        await Store.Add(Tenant, [
            Question("1", "Who painted these ceilings?"), Question("2", "Welche Städte liegen am Rhein?", with: d => d with { Language = "de" })], default);
        await Listed(new BankFilter { Search = "painting ceiling" }, "1");
        await Listed(new BankFilter { Search = "paint -ceilings" });
        await Listed(new BankFilter { Search = "stadt", Language = "de" }, "2");
        await Listed(new BankFilter { Search = "\"liegen am\"" }, "2");
    }

    [Theory]
    [InlineData("word", "two words")]
    [InlineData("capital of norway oslo", "the capital of norway oslo")]
    [InlineData("2 + 2 = 4", "what is 2+2?")]
    [InlineData("straße in münchen", "strasse in münchen")]
    [InlineData("a-b_c d.e", "a b c d e")]
    [InlineData("", "x")]
    public async Task Our_trigrams_are_those_of_pg_trgm(string a, string b)
    {
        await using var command = _postgres.Source.CreateCommand("SELECT similarity($1, $2)");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = a });
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = b });
        Rules.Bank.Trigrams.Similarity(a, b).ShouldBe((float)(await command.ExecuteScalarAsync())!, 1e-6);
    }

    [Fact]
    public async Task What_still_waits_for_company_is_written_when_the_process_ends()
    {
        var question = Question("1");
        await Store.Add(Tenant, [question], default);
        var patient = new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance, TimeSpan.FromHours(1));
        var added = patient.Add(new TenantKey(Tenant, "G1"), Tally(question), default);
        await patient.DisposeAsync();
        added.IsCompletedSuccessfully.ShouldBeTrue();
        (await Plays.Find(Tenant, [question.Edition], default)).ShouldHaveSingleItem().Value.Games.ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_give_each_new_edition_one_number()
    {
        IndexedQuestion[] questions = [.. Enumerable.Range(0, 200).Select(i => Question($"{i}"))];
        await Store.Add(Tenant, [.. questions], default);
        await using var other = new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance, TimeSpan.Zero);
        IPlayStore[] processes = [Plays, other];
        await Task.WhenAll(questions.SelectMany(question => processes.Select((process, n) => process.Add(new TenantKey(Tenant, $"G{n}-{question.Entry.QuestionId}"), Tally(question), default))));
        (await _postgres.Scalar<long>("SELECT count(DISTINCT number) FROM question_editions WHERE number BETWEEN 0 AND 199")).ShouldBe(200);
        (await Plays.Find(Tenant, [.. questions.Select(q => q.Edition)], default)).Values.ShouldAllBe(item => item.Games == 2);
    }

    private static GameTally Tally(IndexedQuestion question) => new(
        ImmutableDictionary<Guid, ItemCounts>.Empty.Add(question.Edition, ItemCounts.None with { Shown = 1 }), ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty.Add("eve", [question.Edition]));

    [Fact]
    public async Task Starting_again_changes_nothing() => await new TrigramSupport(_postgres.Source, NullLogger<TrigramSupport>.Instance).StartAsync(default);
}

/// <summary>A database that has no pg_trgm keeps every promise, near duplicates by their words.</summary>
public sealed class PostgresWithoutTrigramsTests : QuestionStoreContract
{
    private PostgresStore _postgres = null!;

    protected override async Task<(IQuestionStore Store, IPlayStore Plays)> Create()
    {
        _postgres = await PostgresStore.New();
        var trigrams = new TrigramSupport(_postgres.Source, NullLogger<TrigramSupport>.Instance);
        await using (var connection = await _postgres.Source.OpenConnectionAsync()) (await trigrams.IsThere(connection, default)).ShouldBeFalse();
        return (new PostgresQuestionStore(_postgres.Database, trigrams), new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance, TimeSpan.Zero));
    }

    public override async Task DisposeAsync()
    {
        await ((PostgresPlayStore)Plays).DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
