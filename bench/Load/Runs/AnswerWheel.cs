using System.Diagnostics;

namespace QuizOrleans.Load.Runs;

/// <summary>
/// Sends answers when they are due, to the millisecond, from one thread: thousands of timers would cost more than the answers. A bucket a
/// millisecond; one turn of the wheel is longer than any delay.
/// </summary>
internal sealed class AnswerWheel : IDisposable
{
    private const int Size = 8192;

    private readonly List<(int Slot, int Index)>[] _buckets = new List<(int, int)>[Size];
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Action<int, int> _send;
    private readonly Thread _thread;
    private long _next;
    private volatile bool _stopped;

    /// <param name="send">Sends a slot's answer to a question; called on the wheel's thread, must not block.</param>
    public AnswerWheel(Action<int, int> send)
    {
        _send = send;
        for (var i = 0; i < Size; i++) _buckets[i] = [];
        _thread = new Thread(Run) { Name = "answers", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Schedules an answer and returns the instant it is due, in Stopwatch ticks.</summary>
    public long Schedule(int slot, int index, int delayMs)
    {
        lock (_gate)
        {
            var due = Math.Max(NowMs + Math.Min(delayMs, Size - 1), _next);
            _buckets[due % Size].Add((slot, index));
            return _start + due * Stopwatch.Frequency / 1000;
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }

    private long NowMs => (Stopwatch.GetTimestamp() - _start) * 1000 / Stopwatch.Frequency;

    private void Run()
    {
        var due = new List<(int Slot, int Index)>();
        while (!_stopped)
        {
            lock (_gate)
            {
                for (var now = NowMs; _next <= now; _next++)
                {
                    var bucket = _buckets[_next % Size];
                    due.AddRange(bucket);
                    bucket.Clear();
                }
            }

            foreach (var (slot, index) in due) _send(slot, index);
            due.Clear();
            Thread.Sleep(1);
        }
    }
}
