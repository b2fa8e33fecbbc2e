namespace QuizOrleans.Load.Wire;

/// <summary>
/// What a workload wants to know of a connection. Called on the receiving thread, so it must be quick. Times are Stopwatch ticks.
/// </summary>
internal interface IListener
{
    /// <summary>An event came. The name begins the rest of the frame, its closing quote follows: compare with <c>"QuestionOpened\""u8</c>.</summary>
    void Event(int slot, ReadOnlySpan<byte> name, ReadOnlySpan<byte> frame, long at);

    /// <summary>An answer's call completed; the frame is its receipt, taken or refused, or an error.</summary>
    void Acknowledged(int slot, int id, ReadOnlySpan<byte> frame, long at);

    /// <summary>The connection ended by itself.</summary>
    void Broken(int slot, string reason);
}
