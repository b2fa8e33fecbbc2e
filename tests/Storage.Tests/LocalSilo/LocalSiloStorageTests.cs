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
}
