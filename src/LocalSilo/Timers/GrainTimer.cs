namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.GrainTimer</c>: each tick is a one-way message to its own activation, and the next is planned when
/// it is done. A tick that throws is logged and the timer goes on.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(0xfffffffe);
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private volatile bool _firing;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback) = (activation, callback);
        Interleave = options.Interleave;
        KeepAlive = options.KeepAlive;
        using (SuppressedFlow.Enter())
            _timer = activation.Silo.TimeProvider.CreateTimer(static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.AddTimer(this);
        Change(options.DueTime, options.Period);
    }

    public bool Interleave { get; }

    public bool KeepAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime);
        Validate(period);
        (_dueTime, _period, _changed) = (dueTime, period, true);
        if (!_firing)
            Plan(dueTime);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _timer.Dispose();
        _activation.RemoveTimer(this);
    }

    /// <summary>Stops it without a callback running, as a crash does.</summary>
    public void Abandon() => _timer.Dispose();

    /// <summary>One tick, as a turn of the activation.</summary>
    public async Task TickAsync()
    {
        if (_disposed.IsCancellationRequested)
            return;
        _changed = false;
        try
        {
            await _callback(_disposed.Token);
        }
        catch (Exception exception)
        {
            _activation.Silo.Logger.TimerFailed(exception, _activation.GrainId);
            throw;
        }
        finally
        {
            _firing = false;
            if (!_disposed.IsCancellationRequested)
                Plan(_changed ? _dueTime : _period);
        }
    }

    private void Fire()
    {
        _firing = true;
        _activation.TryReceive(new TimerTick(this, _activation.Silo));
    }

    private void Plan(TimeSpan dueTime)
    {
        try
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Disposed meanwhile: nothing to plan.
        }
    }

    private static void Validate(TimeSpan value)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value > Longest))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A timer takes zero or more, or Timeout.InfiniteTimeSpan.");
    }
}
