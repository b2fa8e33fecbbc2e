using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>
/// Counts the answers that a room has decided, acknowledged or not: the call has run to where it waits for its commit. Engines promise no order among
/// calls, so that a later call's answer says nothing of an earlier one.
/// </summary>
public sealed class DecidedAnswers : IIncomingGrainCallFilter
{
    private int _count;

    public int Count => _count;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var call = context.Invoke();
        if (context.MethodName == nameof(IQuizRoomGrain.SubmitAnswer)) Interlocked.Increment(ref _count);
        return call;
    }
}
