using System.Security.Cryptography;
using System.Threading.Channels;
using QuizOrleans.Grains;

namespace QuizOrleans.Storage.Journal;

/// <summary>The appends that wait for one writer, in the order in which they came.</summary>
internal sealed class JournalQueue(int limit)
{
    private readonly Lock _gate = new();
    private readonly Channel<PendingAppend> _channel = Channel.CreateUnbounded<PendingAppend>(new UnboundedChannelOptions { SingleReader = true });
    private long _place;
    private long _id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private int _waiting;

    /// <summary>The place of the newest append.</summary>
    public long LastPlace => Volatile.Read(ref _place);

    public Task Enqueue(PendingAppend append)
    {
        // One lock around both: places must grow in the queue's order for the writer to know what was sent before a failure was seen.
        lock (_gate)
        {
            if (_waiting >= limit) throw new StorageUnavailableException($"{limit} appends wait for the database already.");
            append.Place = ++_place;
            append.Id = ++_id;
            ObjectDisposedException.ThrowIf(!_channel.Writer.TryWrite(append), this);
            Interlocked.Increment(ref _waiting);
        }

        return append.Task;
    }

    public ValueTask<bool> WaitAsync() => _channel.Reader.WaitToReadAsync();

    /// <summary>Moves what waits to the batch, up to a number of events; a longer append is taken alone.</summary>
    public void Take(List<PendingAppend> batch, int maxRows)
    {
        for (var rows = 0; _channel.Reader.TryPeek(out var next) && (batch.Count == 0 || rows + next.Events.Length <= maxRows); rows += next.Events.Length)
        {
            _channel.Reader.TryRead(out _);
            Interlocked.Decrement(ref _waiting);
            batch.Add(next);
        }
    }

    public void Complete()
    {
        lock (_gate) _channel.Writer.TryComplete();
    }
}
