using System.Diagnostics;
using QuizOrleans.Grains;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Journal;

/// <content>What becomes of appends that were not written at the first try.</content>
internal sealed partial class JournalWriter
{
    /// <summary>
    /// After a duplicate key: answers the appends whose rows are there already (by an earlier try of their own) and those whose
    /// versions belong to somebody else, and leaves the rest in the batch. False when that was none.
    /// </summary>
    private async Task<bool> SettleTakenAsync(List<PendingAppend> batch, Exception duplicate)
    {
        Dictionary<(string Stream, long Version), long> taken;
        try
        {
            taken = await _connection.FindAsync(batch, StartTimeout(batch));
        }
        catch (Exception e) when (Faults.IsPassing(e) || e is OperationCanceledException)
        {
            await ForgetConnectionAsync(e);
            return false;
        }

        var settled = batch.RemoveAll(append =>
        {
            for (var version = append.FirstVersion; version <= append.LastVersion; version++)
            {
                if (!taken.TryGetValue((append.Stream, version), out var owner)) continue;
                if (owner == append.Id) append.TrySetResult();
                else Conflict(append, version, duplicate);
                return true;
            }

            return false;
        });
        if (settled > 0) return true;

        // Nobody else has them: two appends of this very batch want the same versions. The first to come wins.
        var loser = batch.FindIndex(append => batch.Find(other => append.Overlaps(other)) != append);
        if (loser < 0) return false;
        Conflict(batch[loser], batch[loser].FirstVersion, duplicate);
        batch.RemoveAt(loser);
        return true;
    }

    private void DropDead(List<PendingAppend> batch, Exception? last) => batch.RemoveAll(append =>
    {
        if (_broken.CauseFor(append) is { } cause)
        {
            append.TrySetException(cause);
            return true;
        }

        if (append.Cancellation.IsCancellationRequested)
        {
            _broken.Add(append, _queue.LastPlace, new VersionConflictException(append.Stream, append.FirstVersion));
            append.TrySetCanceled(append.Cancellation);
            return true;
        }

        if (Remaining(append) > TimeSpan.Zero) return false;
        Fail(append, new StorageUnavailableException($"The database did not confirm the append within {_options.Deadline.TotalSeconds:0.#} s.", last));
        return true;
    });

    private void Conflict(PendingAppend append, long version, Exception duplicate)
    {
        _metrics.Conflicted();
        Fail(append, new VersionConflictException(append.Stream, version, duplicate));
    }

    private void Fail(PendingAppend append, Exception cause)
    {
        // First the mark, then the answer: what the caller sends after it has seen the failure must not be taken for a follower.
        _broken.Add(append, _queue.LastPlace, cause);
        append.TrySetException(cause);
    }

    private async Task ForgetConnectionAsync(Exception cause)
    {
        JournalLog.WriterLostConnection(_logger, cause.Message);
        try
        {
            await _connection.DisposeAsync();
        }
        catch (Exception e) when (Faults.IsPassing(e))
        {
            // It was broken anyway.
        }

        // The other pooled connections went to the same server.
        _source.Clear();
    }

    private CancellationToken StartTimeout(List<PendingAppend> batch)
    {
        if (!_timeout.TryReset())
        {
            _timeout.Dispose();
            _timeout = new CancellationTokenSource();
        }

        var remaining = Remaining(batch[0]);
        _timeout.CancelAfter(remaining > ShortestTry ? remaining : ShortestTry);
        return _timeout.Token;
    }

    private TimeSpan Remaining(PendingAppend append) => _options.Deadline - Stopwatch.GetElapsedTime(append.QueuedAt);
}
