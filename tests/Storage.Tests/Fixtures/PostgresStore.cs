using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using QuizOrleans.Storage.Database;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Testing;

namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>A migrated database of its own with everything the stores need, as one process would have it.</summary>
internal sealed class PostgresStore : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private PostgresStore(string connection, StorageOptions options)
    {
        Connection = connection;
        Options = Microsoft.Extensions.Options.Options.Create(options);
        Source = DataSources.Create(new NpgsqlConnectionStringBuilder(connection), options);
        Metrics = new StorageMetrics(_services.GetRequiredService<IMeterFactory>());
        Database = new PostgresDatabase(Source, Options, Metrics, NullLogger<PostgresDatabase>.Instance);
    }

    public string Connection { get; }

    public IOptions<StorageOptions> Options { get; }

    public NpgsqlDataSource Source { get; }

    public StorageMetrics Metrics { get; }

    public PostgresDatabase Database { get; }

    public static async Task<PostgresStore> New(PostgresServer? server = null, Action<StorageOptions>? configure = null)
    {
        server ??= await PostgresServer.SharedAsync();
        var store = On(await server.CreateDatabaseAsync(), configure);
        await new SchemaMigrator(store.Source, NullLogger<SchemaMigrator>.Instance).Migrate(default);
        return store;
    }

    /// <summary>Another process on the same, already migrated database.</summary>
    public static PostgresStore On(string connection, Action<StorageOptions>? configure = null)
    {
        StorageOptions options = new();
        configure?.Invoke(options);
        return new PostgresStore(connection, options);
    }

    public PostgresJournal NewJournal(TimeProvider? clock = null) =>
        new(Database, Options, clock ?? TimeProvider.System, Metrics, NullLogger<PostgresJournal>.Instance);

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _services.DisposeAsync();
    }
}
