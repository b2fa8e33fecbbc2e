namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>Polls, with a bound, for what a real server does in its own time.</summary>
internal static class Eventually
{
    public static async Task Is(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(10, bound.Token);
    }

    public static async Task Succeeds(Func<Task> action)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await Record.ExceptionAsync(action) is { } exception)
        {
            if (bound.IsCancellationRequested) throw new TimeoutException("It did not succeed in ten seconds.", exception);
            await Task.Delay(10);
        }
    }
}
