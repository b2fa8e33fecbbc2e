using Microsoft.Extensions.Logging;

namespace QuizOrleans.Grains.EventSourcing;

/// <content>Snapshots, and what need not be kept besides them.</content>
public abstract partial class EventSourcedGrain<TState, TEvent>
{
    private long _snapshotVersion;

    /// <summary>About when the oldest event was written, or the last snapshot.</summary>
    private DateTimeOffset? _trimFrom;

    /// <summary>
    /// Events that a snapshot holds are deleted when they are so old; null keeps all for ever. Those of this last while must be enough to go on from
    /// <see cref="Initial"/> with: where the snapshot cannot be read, as after a change of its format, they are all there is.
    /// </summary>
    protected virtual TimeSpan? KeepsFor => null;

    /// <summary>Whether a snapshot at this state is worth its cost; asked only when enough events have passed.</summary>
    protected virtual bool IsGoodForSnapshot(TState state) => true;

    private bool IsSnapshotDue()
    {
        _trimFrom ??= Now;
        return DurableVersion - _snapshotVersion >= options.SnapshotEvery || Now >= _trimFrom + KeepsFor;
    }

    private async Task SaveSnapshot(TState state, long version)
    {
        (_snapshotVersion, _trimFrom) = (version, Now);
        try
        {
            // The state is immutable, so a pool thread can write it while the grain goes on; but not while the same processors tell thousands.
            await Task.Delay(options.SnapshotDelay, time);
            var bytes = await Task.Factory.StartNew(() => format.Write(state), CancellationToken.None, TaskCreationOptions.DenyChildAttach, options.Background);
            await journal.WriteSnapshot(Stream, new Snapshot(version, format.SnapshotFormat, bytes), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogSnapshotFailed(logger, e, Stream, version);
            return;
        }

        await Trim(version);
    }

    private async Task Trim(long version)
    {
        if (KeepsFor is not { } keeps) return;
        try
        {
            await journal.Trim(Stream, version, time.GetUtcNow() - keeps, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotTrimmed(logger, e, Stream);
        }
    }

    [LoggerMessage(1004, LogLevel.Warning, "The snapshot of stream {Stream} at version {Version} was not kept; replay takes longer.")]
    private static partial void LogSnapshotFailed(ILogger logger, Exception exception, string stream, long version);

    [LoggerMessage(1241, LogLevel.Warning, "Old events of stream {Stream} were not deleted; the next snapshot tries again.")]
    private static partial void LogNotTrimmed(ILogger logger, Exception exception, string stream);
}
