namespace QuizOrleans.Grains.Matchmaking;

/// <summary>When something that is repeated is due again, by what elapses: a clock that is set stops or hurries nothing.</summary>
internal sealed class Cadence(TimeProvider time)
{
    private long _since;
    private TimeSpan _rest;

    public bool IsDue => time.GetElapsedTime(_since) >= _rest;

    public void Rest(TimeSpan so) => (_since, _rest) = (time.GetTimestamp(), so);
}
