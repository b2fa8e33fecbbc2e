using QuizOrleans.Load.Targets;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Runs;

/// <summary>The connections of a run, by slot.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int ConnectingAtOnce = 64;
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    private readonly Target _target;
    private readonly SocketsHttpHandler _handler = new() { UseProxy = false, UseCookies = false };
    private readonly HttpMessageInvoker _invoker;
    private readonly Timer _keepAlive;

    public Crowd(Target target, int size, IListener listener)
    {
        _target = target;
        _invoker = new HttpMessageInvoker(_handler);
        Connections = [.. Enumerable.Range(0, size).Select(slot => target.Connection(slot, listener))];
        _keepAlive = new Timer(_ => Array.ForEach(Connections, c => c.KeepAlive()));
    }

    public Connection[] Connections { get; }

    public Task Connect(int slot) => Connections[slot].Connect(_target.Address(slot), _invoker, CancellationToken.None);

    /// <summary>Connects the first so many, some at a time.</summary>
    /// <param name="then">What each does at once; a slot.</param>
    public Task ConnectAll(int count, Func<int, Task>? then = null) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce }, async (slot, _) =>
        {
            await Connect(slot);
            if (then is not null) await then(slot);
        });

    /// <summary>From here on servers hear of every connection now and then. Not before all are connected.</summary>
    public void KeepAlive() => _keepAlive.Change(10_000, 10_000);

    public async Task<string> Call(int slot, string method, string arguments)
    {
        using var limit = new CancellationTokenSource(CallLimit);
        return await Connections[slot].Call(method, arguments, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _keepAlive.DisposeAsync();
        foreach (var connection in Connections) await connection.DisposeAsync();
        _invoker.Dispose();
        _handler.Dispose();
    }
}
