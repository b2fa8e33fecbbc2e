namespace QuizOrleans.Load.Wire;

/// <summary>
/// What the workload wants to know of a connection. Called on the receiving thread, so it must be quick. Times are Stopwatch ticks.
/// </summary>
internal interface IRoomListener
{
    /// <summary>A question was opened.</summary>
    void Opened(int slot, int index, long at);

    /// <summary>A question was closed; the frame is the whole message, as it came.</summary>
    void Closed(int slot, int index, long at, ReadOnlySpan<byte> frame);

    /// <summary>An answer was acknowledged: taken or refused.</summary>
    void Acknowledged(int slot, int index, bool accepted, long at);

    /// <summary>The connection ended by itself.</summary>
    void Broken(int slot, string reason);
}
