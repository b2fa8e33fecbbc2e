namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A clock that somebody may set; what elapses does so all the same.</summary>
public sealed class TestClock(TimeProvider time) : TimeProvider
{
    public TimeSpan IsOff { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + IsOff;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
