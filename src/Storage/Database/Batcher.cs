using System.Threading.Channels;

namespace QuizOrleans.Storage.Database;

/// <summary>Gathers what comes while it writes, and writes it together: under load many items share one statement and one commit.</summary>
internal sealed class Batcher<T> : IAsyncDisposable
{
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<IReadOnlyList<T>, Task> _write;
    private readonly int _most;
    private readonly Task _running;

    /// <param name="most">Items of one write at most.</param>
    /// <param name="write">Writes all, or throws and has written none.</param>
    public Batcher(int most, Func<IReadOnlyList<T>, Task> write)
    {
        (_most, _write) = (most, write);
        // Away from the scheduler of whoever makes it: a grain's turn must never carry it.
        _running = Task.Run(Run);
    }

    /// <summary>Done when the item is written.</summary>
    public Task Add(T item)
    {
        var waiting = new Waiting(item);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(waiting), this);
        return waiting.Written.Task;
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
    }

    private async Task Run()
    {
        var batch = new List<Waiting>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _most && _queue.Reader.TryRead(out var next)) batch.Add(next);
            if (!await TryWrite(batch) && batch.Count > 1)
            {
                // One that the database refuses must not take its neighbours with it.
                foreach (var one in batch) await TryWrite([one]);
            }

            batch.Clear();
        }
    }

    private async Task<bool> TryWrite(List<Waiting> batch)
    {
        try
        {
            await _write([.. batch.Select(w => w.Item)]);
            foreach (var waiting in batch) waiting.Written.TrySetResult();
            return true;
        }
        catch (Exception e)
        {
            if (batch.Count == 1) batch[0].Written.TrySetException(e);
            return false;
        }
    }

    private sealed record Waiting(T Item)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
