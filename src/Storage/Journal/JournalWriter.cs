using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Journal;

/// <summary>
/// One loop that writes what its queue holds, a batch a statement, and the next batch only when the fate of the last is known. A stream
/// always comes to the same writer, so its versions become durable in order.
/// </summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    /// <summary>Even the last try before a deadline gets this long.</summary>
    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(50);

    /// <summary>An append that follows the last batch within this time is one of many.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMilliseconds(5);

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
    private long _wroteAt;

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
            if (IsBusy()) await Task.Delay(_options.JournalLinger);
            _queue.Take(_batch, _options.JournalBatchRows);
            try
            {
                await WriteAsync(_batch);
            }
            catch (Exception e)
            {
                // A bug, or an answer nobody foresaw. The callers must hear of it, and the loop must live: without it all appends hang.
                foreach (var append in _batch) Fail(append, e);
                await ForgetConnectionAsync(e);
            }

            _batch.Clear();
            _wroteAt = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Whether appends come so fast that the next ones are worth waiting for. One by itself is written at once.</summary>
    private bool IsBusy() => _options.JournalLinger > TimeSpan.Zero && Stopwatch.GetElapsedTime(_wroteAt) < Recent;

    /// <summary>Tries until every append of the batch is answered.</summary>
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

            _metrics.Retried(StorageMetrics.JournalAppend);
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

    private async Task WriteOneByOneAsync(List<PendingAppend> batch)
    {
        foreach (var append in batch) await WriteAsync([append]);
    }
}
