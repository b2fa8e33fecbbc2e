using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.EventSourcing;

namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>
/// A journal in front of another that fails on order: the next append is refused before it is written, or its confirmation is lost
/// after it was.
/// </summary>
public sealed class FaultyJournal(IJournal inner) : IJournal
{
    public enum Fault
    {
        None = 0,

        /// <summary>Nothing is written.</summary>
        BeforeWrite = 1,

        /// <summary>It is written, yet the caller hears that it may not be.</summary>
        AfterWrite = 2,
    }

    /// <summary>What happens to the next append; then back to none.</summary>
    public Fault Next { get; set; }

    public async Task Append(string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        var fault = Next;
        Next = Fault.None;
        if (fault == Fault.BeforeWrite) throw new StorageUnavailableException("Lost before the write, on order.");
        await inner.Append(stream, expectedVersion, events, cancellationToken);
        if (fault == Fault.AfterWrite) throw new StorageUnavailableException("Lost after the write, on order.");
    }

    public Task<ImmutableArray<JournalEntry>> Read(string stream, long afterVersion, int limit, CancellationToken cancellationToken) =>
        inner.Read(stream, afterVersion, limit, cancellationToken);

    public Task<Snapshot?> ReadSnapshot(string stream, CancellationToken cancellationToken) => inner.ReadSnapshot(stream, cancellationToken);

    public Task WriteSnapshot(string stream, Snapshot snapshot, CancellationToken cancellationToken) => inner.WriteSnapshot(stream, snapshot, cancellationToken);

    public Task Trim(string stream, long upToVersion, DateTimeOffset writtenBefore, CancellationToken cancellationToken) =>
        inner.Trim(stream, upToVersion, writtenBefore, cancellationToken);
}
