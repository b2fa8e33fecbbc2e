using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Room;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Targets;

/// <summary>bench/BareHub: the ceiling of this stack.</summary>
internal sealed class BareTarget(ServerProcess server, int port, RoomOptions options) : Target(server, port)
{
    public override string Name => "bare";

    public override string RoomSettings => $$"""{"rounds":{{options.Questions}}}""";

    public static async Task<Target> Start(RoomOptions options)
    {
        var port = ServerProcess.FreePort();
        var server = ServerProcess.Start("bare", ["dotnet", Repository.Assembly("BareHub")], DotnetEnvironment(options, port));
        await server.WaitUntilReady(new Uri($"http://127.0.0.1:{port}/health/ready"), TimeSpan.FromSeconds(30));
        return new BareTarget(server, port, options);
    }

    public override Connection Connection(int slot, IRoomListener listener) => new SignalRConnection(slot, listener);

    public override Uri Address(int slot) => new($"ws://127.0.0.1:{Port}/hubs/play");
}
