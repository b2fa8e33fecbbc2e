using Orleans.Serialization;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Orleans;

/// <summary>Orleans' own ADO.NET providers over our SQL.</summary>
public sealed class AdoNetProviderTests : IAsyncLifetime
{
    private PostgresStore _store = null!;
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _store = await PostgresStore.New();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ClusterOptions>(options => options.ServiceId = _store.Options.Value.ServiceId);
            silo.AddAdoNetGrainStorageAsDefault(options => options.Configure<Microsoft.Extensions.Options.IOptions<SystemTextJsonGrainStorageSerializerOptions>>((storage, json) =>
            {
                storage.Invariant = "Npgsql";
                storage.ConnectionString = _store.Connection;
                storage.GrainStorageSerializer = new SystemTextJsonGrainStorageSerializer(json);
            }));
            silo.UseAdoNetReminderService(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = _store.Connection;
            });
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(KnownRows.All), MemberType = typeof(KnownRows))]
    public async Task State_is_written_under_the_known_keys(KnownRow row)
    {
        await Grain(row.Key).Write("a");

        await using var command = _store.Source.CreateCommand("SELECT GrainIdHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeHash, GrainTypeString, convert_from(PayloadBinary, 'UTF8') FROM OrleansStorage");
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        new KnownRow(row.Key, reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt32(4)).ShouldBe(row);
        (reader.GetString(5), reader.GetString(6)).ShouldBe((KnownRows.StateName, """{"Text":"a"}"""));
    }

    [Fact]
    public async Task State_is_written_read_cleared_and_written_again()
    {
        var grain = Grain("main/ada");
        await grain.Write("a");
        await grain.Write("b");
        (await grain.ReadAgain()).ShouldBe("b");
        await grain.Clear();
        (await grain.ReadAgain()).ShouldBe("");
        await grain.Write("c");
        (await _store.Scalar<int>("SELECT Version FROM OrleansStorage")).ShouldBe(4);
    }

    [Fact]
    public async Task A_state_that_somebody_else_changed_is_a_conflict()
    {
        var grain = Grain("main/ada");
        await grain.Write("a");
        await _store.Scalar<int>("UPDATE OrleansStorage SET Version = Version + 1 RETURNING Version");
        await Should.ThrowAsync<InconsistentStateException>(() => grain.Write("b"));
        await grain.Write("c");
    }

    [Fact]
    public async Task Reminders_are_kept_found_and_removed()
    {
        var grain = Grain("main/ada");
        await grain.Remind("end");
        await grain.Remind("end");
        (await grain.Reminders()).ShouldBe(["end"]);
        (await _store.Scalar<string>("SELECT GrainId FROM OrleansRemindersTable")).ShouldBe($"{KnownRows.GrainType}/main/ada");
        (await _store.Scalar<int>("SELECT GrainHash FROM OrleansRemindersTable")).ShouldBe(KnownRows.RingHashOfAda);
        await grain.Forget("end");
        (await grain.Reminders()).ShouldBeEmpty();
    }

    private IStoredGrain Grain(string key) => _cluster.Client.GetGrain<IStoredGrain>(key);
}
