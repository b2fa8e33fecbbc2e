using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Journal;

/// <summary>
/// One loop that writes what its queue holds, a batch a statement, and the next batch only when the fate of the last is known. A stream
/// always comes to the same writer, so its versions become durable in order.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    /// <summary>Even the last try before a deadline gets this long.</summary>
    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _source;
    private readonly StorageOptions _options;
    private readonly TimeProvider _clock;
    private readonly StorageMetrics _metrics;
    private readonly ILogger _logger;
    private readonly JournalQueue _queue;
    private readonly JournalConnection _connection;
    private readonly Task _running;
    private readonly BrokenStreams _broken = new();
    private readonly List<PendingAppend> _batch = [];
    private CancellationTokenSource _timeout = new();

    public JournalWriter(NpgsqlDataSource source, StorageOptions options, TimeProvider clock, StorageMetrics metrics, ILogger logger)
    {
        (_source, _options, _clock, _metrics, _logger) = (source, options, clock, metrics, logger);
        _queue = new JournalQueue(options.JournalQueue);
        _connection = new JournalConnection(source);

        // Away from the scheduler of whoever makes the journal: a grain's turn must never carry a writer.
        _running = Task.Run(RunAsync);
    }

    public Task Enqueue(PendingAppend append) => _queue.Enqueue(append);

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        await _running;
        await _connection.DisposeAsync();
        _timeout.Dispose();
    }

    private async Task RunAsync()
    {
        while (await _queue.WaitAsync())
        {
            if (_options.JournalLinger > TimeSpan.Zero) await Task.Delay(_options.JournalLinger);
            _queue.Take(_batch, _options.JournalBatchRows);
            await WriteAsync(_batch);
            _batch.Clear();
        }
    }

    /// <summary>Never throws: whatever happens, every append of the batch is answered.</summary>
    private async Task WriteAsync(List<PendingAppend> batch)
    {
        Exception? last = null;
        for (var attempt = 1; ; attempt++)
        {
            DropDead(batch, last);
            if (batch.Count == 0) return;

            try
            {
                await TryAsync(batch);
                return;
            }
            catch (PostgresException e) when (Faults.IsDuplicate(e))
            {
                last = e;
                if (await SettleTakenAsync(batch, e)) continue;
            }
            catch (Exception e) when (Faults.IsPassing(e) || e is OperationCanceledException)
            {
                last = e;
                await ForgetConnectionAsync(e);
            }
            catch (Exception e)
            {
                // An event that the database refuses for good must not take its neighbours with it.
                if (batch.Count > 1) await WriteOneByOneAsync([.. batch]);
                else Fail(batch[0], Faults.IsBadData(e) ? new ArgumentException("The database refuses an event of the append.", e) : e);
                return;
            }

            _metrics.Retried("journal.append");
            await Task.Delay(Backoff.After(attempt));
        }
    }

    private async Task TryAsync(List<PendingAppend> batch)
    {
        var cancellation = StartTimeout(batch);
        if (!_connection.IsOpen) await _connection.OpenAsync(cancellation);

        var startedAt = Stopwatch.GetTimestamp();
        await _connection.InsertAsync(batch, _clock.GetUtcNow().UtcDateTime, cancellation);
        _metrics.Flushed(_connection.Rows, startedAt);
        foreach (var append in batch) append.TrySetResult();
    }

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

    private async Task WriteOneByOneAsync(List<PendingAppend> batch)
    {
        foreach (var append in batch) await WriteAsync([append]);
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
        await _connection.DisposeAsync();

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
