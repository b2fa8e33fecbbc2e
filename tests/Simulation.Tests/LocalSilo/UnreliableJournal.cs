using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Rooms;
using QuizOrleans.Storage.Journal;

namespace QuizOrleans.Simulation.Tests;

/// <summary>A journal that outlives crashes, takes its time, and at times refuses, or writes and does not say so.</summary>
public sealed class UnreliableJournal(Random random, TimeProvider time) : IJournal
{
    private readonly MemoryJournal _kept = new(time);
    private readonly List<RoomEvent> _events = [];
    private int _read;

    /// <summary>How likely a call fails, 0 to 1.</summary>
    public double Faults { get; set; }

    /// <summary>The longest that a call takes.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>What a stream holds, beyond doubt.</summary>
    public IReadOnlyList<RoomEvent> EventsOf(string stream)
    {
        var page = _kept.Read(stream, _read, int.MaxValue, CancellationToken.None).Result;
        foreach (var entry in page) _events.Add(RoomJournal.Format.ReadEvent(entry.Payload));
        _read += page.Length;
        return _events;
    }

    public async Task Append(string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        await TakeTime();
        if (Fails()) throw new StorageUnavailableException("The simulation says so.");
        await _kept.Append(stream, expectedVersion, events, cancellationToken);
        await TakeTime();
        if (Fails()) throw new StorageUnavailableException("Written, but nobody knows.");
    }

    public async Task<ImmutableArray<JournalEntry>> Read(string stream, long afterVersion, int limit, CancellationToken cancellationToken)
    {
        await TakeTime();
        return Fails() ? throw new StorageUnavailableException("The simulation says so.") : await _kept.Read(stream, afterVersion, limit, cancellationToken);
    }

    public async Task<Snapshot?> ReadSnapshot(string stream, CancellationToken cancellationToken)
    {
        await TakeTime();
        return Fails() ? throw new StorageUnavailableException("The simulation says so.") : await _kept.ReadSnapshot(stream, cancellationToken);
    }

    public async Task WriteSnapshot(string stream, Snapshot snapshot, CancellationToken cancellationToken)
    {
        await TakeTime();
        if (Fails()) throw new StorageUnavailableException("The simulation says so.");
        await _kept.WriteSnapshot(stream, snapshot, cancellationToken);
    }

    public async Task Trim(string stream, long upToVersion, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        await TakeTime();
        if (Fails()) throw new StorageUnavailableException("The simulation says so.");
        await _kept.Trim(stream, upToVersion, writtenBefore, cancellationToken);
    }

    /// <summary>Whatever else lies in the same database takes as long, and fails as often.</summary>
    public async Task Trouble()
    {
        await TakeTime();
        if (Fails()) throw new StorageUnavailableException("The simulation says so.");
    }

    private bool Fails() => Faults > 0 && random.NextDouble() < Faults;

    private Task TakeTime()
    {
        var wait = Slowness * random.NextDouble();
        return wait < TimeSpan.FromMilliseconds(1) ? Task.CompletedTask : Task.Delay(wait, time);
    }
}
