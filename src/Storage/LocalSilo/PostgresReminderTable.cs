using Microsoft.Extensions.Options;
using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>LocalSilo's reminders in <c>OrleansRemindersTable</c>, as Orleans would keep them.</summary>
internal sealed class PostgresReminderTable(PostgresDatabase database, OrleansStatements statements, IOptions<StorageOptions> options) : IReminderTable
{
    private string ServiceId => options.Value.ServiceId;

    public Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
        database.Run<IReadOnlyList<ReminderEntry>>(
            "reminder.read",
            async (connection, _, cancellation) =>
            {
                // A range whose ends are the same is the whole ring.
                await using var command = await statements.Command(connection, "ReadRangeRows2Key", cancellation);
                command.Parameters.Add(new NpgsqlParameter<string>("ServiceId", ServiceId));
                command.Parameters.Add(new NpgsqlParameter<int>("BeginHash", 0));
                command.Parameters.Add(new NpgsqlParameter<int>("EndHash", 0));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                List<ReminderEntry> entries = [];
                while (await reader.ReadAsync(cancellation))
                    entries.Add(new ReminderEntry(GrainId.Parse(reader.GetString(0)), reader.GetString(1), reader.GetDateTime(2), TimeSpan.FromMilliseconds(reader.GetInt64(3))));
                return entries;
            },
            cancellationToken);

    public Task UpsertAsync(ReminderEntry entry, CancellationToken cancellationToken) =>
        database.Run(
            "reminder.write",
            async (connection, _, cancellation) =>
            {
                await using var command = await statements.Command(connection, "UpsertReminderRowKey", cancellation);
                AddKey(command, entry.GrainId, entry.ReminderName);
                command.Parameters.Add(new NpgsqlParameter<DateTime>("StartTime", DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)));
                command.Parameters.Add(new NpgsqlParameter<long>("Period", (long)entry.Period.TotalMilliseconds));
                command.Parameters.Add(new NpgsqlParameter<int>("GrainHash", OrleansRowKey.RingHash(entry.GrainId)));
                return await command.ExecuteScalarAsync(cancellation);
            },
            cancellationToken);

    public Task RemoveAsync(GrainId grainId, string reminderName, CancellationToken cancellationToken) =>
        database.Run(
            "reminder.delete",
            async (connection, _, cancellation) =>
            {
                // Not Orleans' statement: LocalSilo's port knows no version, since one silo alone writes the table.
                await using var command = connection.Text("DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName");
                AddKey(command, grainId, reminderName);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    private void AddKey(NpgsqlCommand command, GrainId grainId, string reminderName)
    {
        command.Parameters.Add(new NpgsqlParameter<string>("ServiceId", ServiceId));
        command.Parameters.Add(new NpgsqlParameter<string>("GrainId", grainId.ToString()));
        command.Parameters.Add(new NpgsqlParameter<string>("ReminderName", reminderName));
    }
}
