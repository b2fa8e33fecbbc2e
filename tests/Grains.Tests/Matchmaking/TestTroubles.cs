using System.Collections.Concurrent;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>Calls that fail, hang, or whose answers are lost, as a test orders; and which were made, "OpenDuel t/abc".</summary>
public sealed class TestTroubles : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>Of a call, whether it fails before the grain hears of it.</summary>
    public Func<string, bool> Fails { get; set; } = _ => false;

    /// <summary>Of a call that the grain has answered, whether the answer is lost.</summary>
    public Func<string, bool> LosesAnswer { get; set; } = _ => false;

    /// <summary>Of a call, what it waits for before the grain hears of it.</summary>
    public Func<string, Task> Holds { get; set; } = _ => Task.CompletedTask;

    /// <summary>The keys of the grains that were called so.</summary>
    public string[] Called(string method) => [.. _calls.Where(c => c.StartsWith(method + " ", StringComparison.Ordinal)).Select(c => c[(method.Length + 1)..])];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var call = $"{context.MethodName} {context.TargetId.Key}";
        _calls.Enqueue(call);
        await Holds(call);
        if (Fails(call)) throw new TimeoutException("The test says so.");
        await context.Invoke();
        if (LosesAnswer(call)) throw new TimeoutException("The test says so.");
    }
}
