namespace QuizOrleans.LocalSilo;

/// <summary>What takes messages: an activation, the workers of one key, an observer.</summary>
internal interface IMessageTarget
{
    /// <summary>The order of creation: what the silo does to all is done in this order, the same in every run of a simulation.</summary>
    long Number { get; }

    /// <summary>False when it is gone for good; the sender looks for its successor.</summary>
    bool TryReceive(Request request);

    bool HasExpired(int sweep);

    /// <summary>Answers what waits too long with <see cref="TimeoutException"/>.</summary>
    void Expire(int sweep);

    /// <summary>Ends as in a crash: nothing queued runs any more, callers get <paramref name="exception"/>.</summary>
    void Kill(Exception exception);
}
