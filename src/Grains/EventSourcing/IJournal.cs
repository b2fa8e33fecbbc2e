using System.Collections.Immutable;

namespace QuizOrleans.Grains.EventSourcing;

/// <summary>The append-only record of what happened, a stream a grain. Versions of a stream are 1, 2, 3, … without gaps; one that is trimmed begins later.</summary>
public interface IJournal
{
    /// <summary>
    /// Appends events as versions <c>expectedVersion + 1 …</c>, all or none, and returns when they are durable.
    /// </summary>
    /// <param name="stream">At most 160 characters.</param>
    /// <param name="expectedVersion">The version of the stream's last event as the writer knows it; 0 for a new stream.</param>
    /// <param name="events">UTF-8 JSON, one document each.</param>
    /// <exception cref="VersionConflictException">Somebody else wrote one of those versions: the writer's knowledge is stale.</exception>
    /// <exception cref="StorageUnavailableException">The database could not be reached within the deadline. The events may or may not be durable.</exception>
    Task Append(string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken);

    /// <summary>The events after a version, in order; at most <paramref name="limit"/>.</summary>
    /// <exception cref="StorageUnavailableException">As above.</exception>
    Task<ImmutableArray<JournalEntry>> Read(string stream, long afterVersion, int limit, CancellationToken cancellationToken);

    /// <summary>The newest snapshot, or null.</summary>
    Task<Snapshot?> ReadSnapshot(string stream, CancellationToken cancellationToken);

    /// <summary>Keeps a snapshot; an older one than the kept changes nothing. A snapshot only bounds replay: losing one loses nothing, unless the stream is trimmed.</summary>
    Task WriteSnapshot(string stream, Snapshot snapshot, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a stream's oldest events: up to a version, only what the kept snapshot holds, and never the newest event, so that a stream without events is
    /// still a new one.
    /// </summary>
    /// <param name="writtenBefore">
    /// Events of this instant or later stay, and all after them. A writer who is behind is refused by the events that he does not know: so it must lie further
    /// back than anybody can be behind.
    /// </param>
    /// <exception cref="StorageUnavailableException">As above. Some may have been deleted; the others go next time.</exception>
    Task Trim(string stream, long upToVersion, DateTimeOffset writtenBefore, CancellationToken cancellationToken);
}

/// <param name="At">When it was written, by the writer's clock.</param>
public readonly record struct JournalEntry(long Version, ReadOnlyMemory<byte> Payload, DateTimeOffset At);

/// <param name="Version">The version of the last event the state holds.</param>
/// <param name="Format">Names the shape of the state; a snapshot of another format is ignored.</param>
public sealed record Snapshot(long Version, string Format, ReadOnlyMemory<byte> State);

/// <summary>Somebody else wrote to the stream. The activation that sees this is stale and must go.</summary>
public sealed class VersionConflictException(string stream, long version, Exception? inner = null)
    : Exception($"Stream '{stream}' already has version {version}.", inner);
