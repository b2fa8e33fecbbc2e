using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Journal;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>A journal in memory that outlives silos, counts, and does what a test orders: waits, fails before or after it wrote.</summary>
public sealed class TestJournal : IJournal
{
    private readonly MemoryJournal _kept;
    private readonly ConcurrentQueue<int> _appends = new();
    private TaskCompletionSource? _gate;
    private int _waiting;
    private string _held = "";

    public TestJournal() => _kept = new MemoryJournal(new LateClock(this));

    /// <summary>By which it dates events; until it is set, that of the machine.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How many events each append wrote.</summary>
    public IReadOnlyCollection<int> Appends => _appends;

    public int Waiting => _waiting;

    public int EntriesRead { get; private set; }

    public int SnapshotsRead { get; private set; }

    /// <summary>What is told below is told of streams that begin so.</summary>
    public string Failing { get; set; } = "";

    public bool FailNextAppend { get; set; }

    /// <summary>Written, but the writer is told that it may not be.</summary>
    public bool LoseNextConfirmation { get; set; }

    public bool FailReads { get; set; }

    public bool IgnoreSnapshots { get; set; }

    /// <summary>Appends (to streams that begin so) wait from now on, until <see cref="Release"/>.</summary>
    public void Hold(string streams = "")
    {
        _held = streams;
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public async Task Append(string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        if (_gate is { } gate && stream.StartsWith(_held, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _waiting);
            await gate.Task;
            Interlocked.Decrement(ref _waiting);
        }

        if (FailNextAppend && stream.StartsWith(Failing, StringComparison.Ordinal))
        {
            FailNextAppend = false;
            throw new StorageUnavailableException("The test says so.");
        }

        await _kept.Append(stream, expectedVersion, events, cancellationToken);
        _appends.Enqueue(events.Length);
        if (LoseNextConfirmation && stream.StartsWith(Failing, StringComparison.Ordinal))
        {
            LoseNextConfirmation = false;
            throw new StorageUnavailableException("Written, but nobody knows.");
        }
    }

    public async Task<ImmutableArray<JournalEntry>> Read(string stream, long afterVersion, int limit, CancellationToken cancellationToken)
    {
        if (FailReads) throw new StorageUnavailableException("The test says so.");
        var entries = await _kept.Read(stream, afterVersion, limit, cancellationToken);
        EntriesRead += entries.Length;
        return entries;
    }

    public async Task<Snapshot?> ReadSnapshot(string stream, CancellationToken cancellationToken)
    {
        SnapshotsRead++;
        return IgnoreSnapshots ? null : await _kept.ReadSnapshot(stream, cancellationToken);
    }

    public Task WriteSnapshot(string stream, Snapshot snapshot, CancellationToken cancellationToken) => _kept.WriteSnapshot(stream, snapshot, cancellationToken);

    public Task Trim(string stream, long upToVersion, DateTimeOffset writtenBefore, CancellationToken cancellationToken) =>
        _kept.Trim(stream, upToVersion, writtenBefore, cancellationToken);

    private sealed class LateClock(TestJournal journal) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => journal.Time.GetUtcNow();
    }
}
