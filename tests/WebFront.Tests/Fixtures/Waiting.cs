using System.Diagnostics;
using QuizOrleans.Testing;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Waits for what tells nobody when it happens. The limit is for failures only.</summary>
public static class Waiting
{
    public static async Task Until(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(HubClient.Patience);
            await Task.Delay(20);
        }
    }

    /// <summary>What is read, once it fits.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> fits)
    {
        var result = default(T);
        await Until(async () => fits(result = await read()));
        return result!;
    }
}
