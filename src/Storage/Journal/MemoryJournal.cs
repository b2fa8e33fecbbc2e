using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains.EventSourcing;

namespace QuizOrleans.Storage.Journal;

/// <summary>A journal that ends with the process: for tests and a first look. Every append is done when it returns.</summary>
public sealed class MemoryJournal(TimeProvider clock) : IJournal
{
    private readonly ConcurrentDictionary<string, Kept> _streams = new(StringComparer.Ordinal);

    public MemoryJournal()
        : this(TimeProvider.System)
    {
    }

    public Task Append(string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        if (events.IsEmpty) return Task.CompletedTask;
        var kept = Of(stream);
        lock (kept)
        {
            // A version ahead of the stream's end belongs to a writer whose earlier append failed: as stale as one behind.
            if (kept.Version != expectedVersion) return Task.FromException(new VersionConflictException(stream, kept.Version));
            var at = clock.GetUtcNow();
            foreach (var payload in events) kept.Entries.Add(new JournalEntry(kept.Version + 1, payload.ToArray(), at));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<JournalEntry>> Read(string stream, long afterVersion, int limit, CancellationToken cancellationToken)
    {
        var kept = Of(stream);
        lock (kept)
        {
            var start = kept.Entries.Count == 0 ? 0 : (int)Math.Clamp(afterVersion + 1 - kept.Entries[0].Version, 0, kept.Entries.Count);
            var count = Math.Min(limit, kept.Entries.Count - start);
            return Task.FromResult<ImmutableArray<JournalEntry>>([.. kept.Entries.GetRange(start, count)]);
        }
    }

    public Task<Snapshot?> ReadSnapshot(string stream, CancellationToken cancellationToken)
    {
        var kept = Of(stream);
        lock (kept) return Task.FromResult(kept.Snapshot);
    }

    public Task WriteSnapshot(string stream, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var kept = Of(stream);
        lock (kept)
        {
            if (kept.Snapshot is null || kept.Snapshot.Version <= snapshot.Version) kept.Snapshot = snapshot with { State = snapshot.State.ToArray() };
        }

        return Task.CompletedTask;
    }

    public Task Trim(string stream, long upToVersion, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        var kept = Of(stream);
        lock (kept)
        {
            var upTo = Math.Min(upToVersion, kept.Snapshot?.Version ?? 0);
            kept.Entries.RemoveRange(0, kept.Entries.TakeWhile(e => e.Version <= upTo && e.Version < kept.Version && e.At < writtenBefore).Count());
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes out the streams that begin so and to which nobody has written since; how many events. Stops when there are so many.</summary>
    internal int DeleteSilent(string beginning, DateTimeOffset before, int limit)
    {
        var deleted = 0;
        foreach (var (stream, kept) in _streams.Where(s => s.Key.StartsWith(beginning, StringComparison.Ordinal)))
        {
            lock (kept)
            {
                if (deleted >= limit) break;
                if (kept.Entries.Count == 0 || kept.Entries[^1].At >= before) continue;
                deleted += kept.Entries.Count;
                Delete(stream);
            }
        }

        return deleted;
    }

    internal void Delete(string stream) => _streams.TryRemove(stream, out _);

    private Kept Of(string stream) => _streams.GetOrAdd(stream, _ => new Kept());

    private sealed class Kept
    {
        public List<JournalEntry> Entries { get; } = [];

        /// <summary>The newest event's.</summary>
        public long Version => Entries.Count == 0 ? 0 : Entries[^1].Version;

        public Snapshot? Snapshot { get; set; }
    }
}
