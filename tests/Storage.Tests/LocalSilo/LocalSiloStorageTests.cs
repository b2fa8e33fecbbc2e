using QuizOrleans.Storage.Database;
using QuizOrleans.Storage.LocalSilo;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.LocalSilo;

public sealed class LocalSiloStorageTests : IAsyncLifetime
{
    private PostgresStore _store = null!;

    public async Task InitializeAsync() => _store = await PostgresStore.New();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Reminders_are_kept_replaced_and_removed()
    {
        PostgresReminderTable table = new(_store.Database, new OrleansStatements(), _store.Options);
        var start = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        ReminderEntry entry = new(GrainId.Create("exam", "main/e1"), "end", start, TimeSpan.FromDays(60));
        var moved = entry with { StartAt = start.AddHours(1) };

        await table.UpsertAsync(entry, default);
        await table.UpsertAsync(moved, default);
        (await table.ReadAllAsync(default)).ShouldBe([moved]);

        await table.RemoveAsync(entry.GrainId, entry.ReminderName, default);
        await table.RemoveAsync(entry.GrainId, entry.ReminderName, default);
        (await table.ReadAllAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_silo_on_the_database_is_refused_and_told_who_holds_it()
    {
        await using var first = NewLease();
        await using var second = NewLease();
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
    public async Task A_silo_notices_that_its_lease_is_lost()
    {
        await using var lease = NewLease();
        await lease.AcquireAsync(default);

        await _store.Scalar<bool>("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'QuizOrleans silo%' AND datname = current_database()");

        await Eventually.Is(() => lease.Lost.IsCancellationRequested);
    }

    private AdvisoryLockLease NewLease() => new(new DatabaseAddress(new Npgsql.NpgsqlConnectionStringBuilder(_store.Connection)));
}
