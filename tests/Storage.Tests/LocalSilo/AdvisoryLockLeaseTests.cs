using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using QuizOrleans.Storage.Database;
using QuizOrleans.Storage.LocalSilo;
using QuizOrleans.Storage.Tests.Fixtures;
using QuizOrleans.Testing;

namespace QuizOrleans.Storage.Tests.LocalSilo;

/// <summary>One silo a database: whatever happens to a session, the lease ends only when somebody else has it.</summary>
public sealed class AdvisoryLockLeaseTests : IAsyncLifetime
{
    private const string Holders = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private PostgresStore _store = null!;

    public async Task InitializeAsync() => _store = await PostgresStore.New();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_second_silo_on_the_database_is_refused_and_told_who_holds_it()
    {
        await using var first = NewLease();
        await using var second = NewLease();
        await first.AcquireAsync(default);
        await first.AcquireAsync(default);

        var refused = await Should.ThrowAsync<SiloLeaseHeldException>(() => second.AcquireAsync(default));
        refused.Message.ShouldContain($"pid {Environment.ProcessId}");
        refused.Message.ShouldContain("docs/operations.md");

        await first.ReleaseAsync();
        first.Lost.IsCancellationRequested.ShouldBeFalse();
        await using var third = NewLease();
        await Eventually.Succeeds(() => third.AcquireAsync(default));
    }

    [Fact]
    public async Task A_second_silo_takes_over_when_the_first_ends_in_time()
    {
        await using var first = NewLease();
        await first.AcquireAsync(default);
        await using var second = NewLease(wait: TimeSpan.FromMinutes(1));
        var taking = second.AcquireAsync(default);
        await Eventually.Succeeds(() => Lookers(2));
        taking.IsCompleted.ShouldBeFalse();

        await first.ReleaseAsync();
        await taking;
        second.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_silo_waits_no_longer_than_it_was_told()
    {
        ManualTimeProvider time = new();
        await using var first = NewLease();
        await first.AcquireAsync(default);
        await using var second = NewLease(wait: TimeSpan.FromSeconds(30), time: time);
        var taking = second.AcquireAsync(default);
        await Eventually.Succeeds(() => Lookers(2));
        taking.IsCompleted.ShouldBeFalse();

        await Eventually.Is(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return taking.IsCompleted;
        });
        await Should.ThrowAsync<SiloLeaseHeldException>(() => taking);
    }

    [Fact]
    public async Task A_silo_whose_session_was_ended_takes_the_lease_again()
    {
        await using var lease = NewLease();
        await lease.AcquireAsync(default);

        (await _store.Scalar<bool>("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE 'QuizOrleans silo%' AND datname = current_database()")).ShouldBeTrue();

        await Eventually.Succeeds(async () => (await _store.Scalar<long>(Holders)).ShouldBe(1));
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
        await using var second = NewLease();
        await Should.ThrowAsync<SiloLeaseHeldException>(() => second.AcquireAsync(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silo_takes_the_lease_again_when_its_server_is_back(bool crashes)
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var store = await PostgresStore.New(server);
        await using var lease = NewLease(store.Connection);
        await lease.AcquireAsync(default);

        await (crashes ? server.KillAsync() : server.StopAsync());
        await server.StartAsync();

        NpgsqlConnection.ClearAllPools();
        await Eventually.Succeeds(async () => (await store.Scalar<long>(Holders)).ShouldBe(1));
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_silo_that_another_has_replaced_meanwhile_loses_the_lease_and_says_to_whom()
    {
        await using LossyProxy wire = new(_store.Connection);
        await using var lease = NewLease(wire.Connection);
        await lease.AcquireAsync(default);

        wire.Cut();
        await using var other = NewLease();
        await Eventually.Succeeds(() => other.AcquireAsync(default));
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
        wire.Mend();

        await Eventually.Is(() => lease.Lost.IsCancellationRequested);
        lease.LostTo.ShouldNotBeNull().ShouldContain($"pid {Environment.ProcessId}");
        other.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_silo_loses_the_lease_to_one_that_came_and_went_meanwhile()
    {
        await using LossyProxy wire = new(_store.Connection);
        await using var lease = NewLease(wire.Connection);
        await lease.AcquireAsync(default);

        wire.Cut();
        await using (var other = NewLease()) await Eventually.Succeeds(() => other.AcquireAsync(default));
        wire.Mend();

        await Eventually.Is(() => lease.Lost.IsCancellationRequested);
        lease.LostTo.ShouldNotBeNull().ShouldContain("QuizOrleans silo");
    }

    [Fact]
    public async Task A_silo_ends_a_session_of_its_own_that_the_server_has_not_missed()
    {
        await using LossyProxy wire = new(_store.Connection);
        await using var lease = NewLease(wire.Connection);
        await lease.AcquireAsync(default);
        var before = await HolderPid();

        wire.Cut(unnoticed: true);
        (await HolderPid()).ShouldBe(before);
        wire.Mend();

        await Eventually.Succeeds(async () => (await HolderPid()).ShouldNotBe(before));
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_lease_can_be_given_back_while_the_database_is_away()
    {
        await using LossyProxy wire = new(_store.Connection);
        await using var lease = NewLease(wire.Connection);
        await lease.AcquireAsync(default);
        wire.Cut();
        await lease.ReleaseAsync().WaitAsync(TimeSpan.FromSeconds(10));
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    private async Task Lookers(long count) => (await _store.Scalar<long>(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'QuizOrleans silo%' AND datname = current_database()")).ShouldBe(count);

    private Task<int> HolderPid() => _store.Scalar<int>(Holders.Replace("count(*)", "min(pid)", StringComparison.Ordinal));

    private AdvisoryLockLease NewLease(string? connection = null, TimeSpan wait = default, TimeProvider? time = null)
    {
        DatabaseAddress address = new(new NpgsqlConnectionStringBuilder(connection ?? _store.Connection));
        var options = Microsoft.Extensions.Options.Options.Create(new StorageOptions { LeaseWait = wait });
        return new AdvisoryLockLease(
            address, new DatabaseAtStart(address, options, NullLogger<PostgresDatabase>.Instance), options, time ?? TimeProvider.System, NullLogger<AdvisoryLockLease>.Instance);
    }
}
