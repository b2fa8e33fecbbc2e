using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Targets;

/// <summary>A server under test, running: how to reach it, and what more it can tell of itself.</summary>
internal abstract class Target(ServerProcess server, int port) : IAsyncDisposable
{
    public abstract string Name { get; }

    public int Pid => server.Pid;

    /// <summary>The grain engine, where there is one.</summary>
    public virtual string? Engine => null;

    public string LogEnd => server.LogEnd();

    protected int Port => port;

    /// <summary>What CreateRoom is called with, as JSON, for a room of so many questions and players.</summary>
    public virtual Task<string> RoomSettings(int questions, int players) => Task.FromResult($$"""{"rounds":{{questions}}}""");

    public abstract Connection Connection(int slot, IListener listener);

    /// <summary>Where this slot connects, its token included.</summary>
    public abstract Uri Address(int slot);

    /// <summary>How many commits, and of how many events, there were so far; null where nothing is kept.</summary>
    public virtual Task<CommitCount?> Commits() => Task.FromResult<CommitCount?>(null);

    /// <summary>CPU of the database so far, in ms; null where there is none.</summary>
    public virtual double? DatabaseCpuMs => null;

    public virtual double? FlushMicros => null;

    public virtual ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>Settings that both .NET servers get alike.</summary>
    protected static Dictionary<string, string> DotnetEnvironment(BenchOptions options, int port) => new()
    {
        ["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_gcServer"] = options.ServerGc ? "1" : "0",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };
}

/// <param name="Source">Where the figures come from.</param>
/// <param name="Commits">Transactions so far.</param>
/// <param name="Events">What they wrote. Null when the source does not know; then answers are taken.</param>
internal sealed record CommitCount(string Source, double Commits, double? Events);
