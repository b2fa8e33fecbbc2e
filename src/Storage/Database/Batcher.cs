using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace QuizOrleans.Storage.Database;

/// <summary>Gathers what comes while it writes, and writes it together: under load many items share one statement and one commit.</summary>
internal sealed partial class Batcher<T> : IAsyncDisposable
{
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<IReadOnlyList<T>, Task> _write;
    private readonly ILogger _logger;
    private readonly int _most;
    private readonly TimeSpan _linger;
    private readonly bool _singly;
    private readonly Task _running;
    private int _waiting;

    /// <param name="most">Items of one write at most.</param>
    /// <param name="write">Writes all, or throws and has written none.</param>
    /// <param name="linger">What comes so soon after the first of a batch is written with it, unless a whole batch waits already, or this is ending.</param>
    /// <param name="singly">Whether the items of a batch that failed are written each by itself: one that the database refuses must not take its neighbours with it.</param>
    public Batcher(int most, Func<IReadOnlyList<T>, Task> write, ILogger logger, TimeSpan linger = default, bool singly = true)
    {
        (_most, _write, _logger, _linger, _singly) = (most, write, logger, linger, singly);
        // Away from the scheduler of whoever makes it: a grain's turn must never carry it.
        _running = Task.Run(Run);
    }

    /// <summary>Done when the item is written.</summary>
    public Task Add(T item)
    {
        var waiting = new Waiting(item);
        // Before it is queued: the count may be high for a moment, never low.
        Interlocked.Increment(ref _waiting);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(waiting), this);
        return waiting.Task;
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
        {
            await _running;
            return;
        }

        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
    }

    private async Task Run()
    {
        var batch = new List<Waiting>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            if (_linger > TimeSpan.Zero && Volatile.Read(ref _waiting) < _most) await Task.Delay(_linger, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (batch.Count < _most && _queue.Reader.TryRead(out var next)) batch.Add(next);
            Interlocked.Add(ref _waiting, -batch.Count);
            if (await Failed(batch) is { } fault)
            {
                if (_singly && batch.Count > 1)
                {
                    LogSingly(_logger, fault, batch.Count);
                    foreach (var one in batch) await Singly(one);
                }
                else
                {
                    foreach (var one in batch) one.TrySetException(fault);
                }
            }

            batch.Clear();
        }
    }

    private async Task Singly(Waiting one)
    {
        if (await Failed([one]) is { } fault) one.TrySetException(fault);
    }

    /// <summary>Null when all are written, and told so.</summary>
    private async Task<Exception?> Failed(List<Waiting> batch)
    {
        try
        {
            var items = new T[batch.Count];
            for (var i = 0; i < items.Length; i++) items[i] = batch[i].Item;
            await _write(items);
            foreach (var waiting in batch) waiting.TrySetResult();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    [LoggerMessage(4021, LogLevel.Warning, "{Count} items could not be written together; each is written by itself.")]
    private static partial void LogSingly(ILogger logger, Exception exception, int count);

    /// <summary>Also the task that its caller awaits: one allocation.</summary>
    private sealed class Waiting(T item) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public T Item => item;
    }
}
