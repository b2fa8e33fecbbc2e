using System.Collections.Concurrent;

namespace QuizOrleans.Grains.Tests;

/// <summary>What grains under test tell, and the gates at which they wait. A service: the grains get it injected.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _log = new();

    public IReadOnlyList<string> Log => [.. _log];

    public void Note(string what) => _log.Enqueue(what);

    public int Count(string what) => _log.Count(entry => entry == what);

    public Task Gate(string name) => Source(name).Task;

    public void Open(string name) => Source(name).TrySetResult();

    public Task Noted(string what, int times = 1) =>
        Eventually.IsTrueAsync(() => Count(what) >= times, $"\"{what}\" should have been noted; there is only: {string.Join(", ", _log)}");

    private TaskCompletionSource Source(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
