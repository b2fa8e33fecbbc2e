using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Targets;

/// <summary>bench/BareHub: the ceiling of this stack.</summary>
internal sealed class BareTarget(ServerProcess server, int port, BenchOptions options) : Target(server, port)
{
    public override string Name => "bare";

    public static async Task<Target> Start(BenchOptions options)
    {
        var port = ServerProcess.FreePort();
        var server = ServerProcess.Start("bare", ["dotnet", Repository.Assembly("BareHub")], DotnetEnvironment(options, port));
        await server.WaitUntilReady(new Uri($"http://127.0.0.1:{port}/health/ready"), TimeSpan.FromSeconds(30));
        return new BareTarget(server, port, options);
    }

    public override Connection Connection(int slot, IListener listener) => new SignalRConnection(slot, listener);

    public override Uri Address(int slot) => new($"ws://127.0.0.1:{Port}/hubs/{options.BareHub}");
}
