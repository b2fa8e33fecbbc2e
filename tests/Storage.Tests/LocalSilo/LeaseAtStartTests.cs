using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Storage.Tests.Fixtures;
using QuizOrleans.Testing;

namespace QuizOrleans.Storage.Tests.LocalSilo;

public sealed class LeaseAtStartTests
{
    [Fact]
    public async Task A_process_that_is_refused_the_lease_leaves_the_schema_alone()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var store = PostgresStore.On(database);
        using var first = Build(database);
        await first.Services.GetRequiredService<ISingleSiloLease>().AcquireAsync(default);

        using var second = Build(database);
        await Should.ThrowAsync<SiloLeaseHeldException>(() => second.StartAsync());
        (await store.Scalar<bool>("SELECT to_regclass('schema_migrations') IS NULL")).ShouldBeTrue();

        await first.StartAsync();
        (await store.Scalar<bool>("SELECT to_regclass('schema_migrations') IS NULL")).ShouldBeFalse();
    }

    private static IHost Build(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddPostgresStorage(database, storage => storage.LeaseWait = TimeSpan.Zero);
        return builder.Build();
    }
}
