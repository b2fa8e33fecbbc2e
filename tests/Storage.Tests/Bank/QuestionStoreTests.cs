using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains.Bank;
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
        return (new PostgresQuestionStore(_postgres.Database, trigrams), new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance));
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
        return (new PostgresQuestionStore(_postgres.Database, trigrams), new PostgresPlayStore(_postgres.Database, NullLogger<PostgresPlayStore>.Instance));
    }

    public override async Task DisposeAsync()
    {
        await ((PostgresPlayStore)Plays).DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
