using System.Diagnostics.CodeAnalysis;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.IGrainTimer</c>.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>New times. During a tick they count from the tick's end. An infinite due time stops the timer, an infinite period makes it fire once.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>Mirrors <c>Orleans.Runtime.GrainTimerCreationOptions</c>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Orleans' shape: a struct that nobody compares.")]
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this() => (DueTime, Period) = (dueTime, period);

    public required TimeSpan DueTime { get; init; }

    /// <summary>Counted from the end of one tick to the start of the next.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>A tick may start while a request awaits. By default it waits its turn as a request does.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks keep idle collection away.</summary>
    public bool KeepAlive { get; init; }
}
