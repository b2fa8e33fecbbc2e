using System.Collections.Immutable;

namespace QuizOrleans.Storage.Journal;

/// <summary>An append that waits for its commit; also the task its caller awaits, so that an append costs one allocation.</summary>
/// <param name="queuedAt">A stopwatch time stamp.</param>
internal sealed class PendingAppend(
    string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, long queuedAt, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Stream => stream;

    public ImmutableArray<ReadOnlyMemory<byte>> Events => events;

    public long FirstVersion => expectedVersion + 1;

    public long LastVersion => expectedVersion + events.Length;

    public long QueuedAt => queuedAt;

    public CancellationToken Cancellation => cancellationToken;

    /// <summary>Its place in the writer's queue.</summary>
    public long Place { get; set; }

    /// <summary>Stored beside its rows; no other append of any process has it.</summary>
    public long Id { get; set; }

    public bool Overlaps(PendingAppend other) =>
        FirstVersion <= other.LastVersion && other.FirstVersion <= LastVersion && string.Equals(Stream, other.Stream, StringComparison.Ordinal);
}
