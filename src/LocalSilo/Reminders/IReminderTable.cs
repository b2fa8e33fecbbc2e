using System.Collections.Concurrent;

namespace QuizOrleans.LocalSilo;

/// <summary>One reminder: ticks at <see cref="StartAt"/> (UTC) and every <see cref="Period"/> after it. Mirrors <c>Orleans.ReminderEntry</c>
/// without its ETag, since one silo alone writes the table.</summary>
public sealed record ReminderEntry(GrainId GrainId, string ReminderName, DateTime StartAt, TimeSpan Period) : IGrainReminder;

/// <summary>The port behind reminders. Much smaller than <c>Orleans.IReminderTable</c>: the silo reads all rows once, at its start.</summary>
public interface IReminderTable
{
    Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Writes the row of this grain and name, new or not. Done means durable.</summary>
    Task UpsertAsync(ReminderEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes the row; nothing happens if there is none.</summary>
    Task RemoveAsync(GrainId grainId, string reminderName, CancellationToken cancellationToken);
}

/// <summary>Mirrors Orleans' in-memory reminder table. Keep the instance to keep the reminders over a restart.</summary>
public sealed class MemoryReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _rows = new();

    public Task<IReadOnlyList<ReminderEntry>> ReadAllAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReminderEntry>>([.. _rows.Values.OrderBy(row => row.GrainId).ThenBy(row => row.ReminderName, StringComparer.Ordinal)]);

    public Task UpsertAsync(ReminderEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _rows[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        _rows.TryRemove((grainId, reminderName), out _);
        return Task.CompletedTask;
    }
}
