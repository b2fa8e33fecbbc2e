using System.Diagnostics;

namespace QuizOrleans.Grains.Tests;

/// <summary>Waits for what another thread does soon. The limit is for failures only; nothing waits for a fixed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task IsTrueAsync(Func<bool> condition, string because = "the condition should have come true") =>
        IsTrueAsync(() => Task.FromResult(condition()), because);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string because = "the condition should have come true")
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(Limit, because);
            await Task.Delay(1);
        }
    }
}
