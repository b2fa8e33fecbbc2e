namespace QuizOrleans.LocalSilo;

/// <summary>Keeps the caller's async locals out of what the engine starts.</summary>
internal readonly struct SuppressedFlow(bool suppressed) : IDisposable
{
    public static SuppressedFlow Enter()
    {
        if (ExecutionContext.IsFlowSuppressed())
            return new SuppressedFlow(false);
        ExecutionContext.SuppressFlow();
        return new SuppressedFlow(true);
    }

    public void Dispose()
    {
        if (suppressed)
            ExecutionContext.RestoreFlow();
    }
}
