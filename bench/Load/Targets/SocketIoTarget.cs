using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Targets;

/// <summary>bench/peers: Socket.IO on Node, what a user would pick instead.</summary>
internal sealed class SocketIoTarget(ServerProcess server, int port) : Target(server, port)
{
    public override string Name => "socketio";

    public static async Task<Target> Start()
    {
        if (!Directory.Exists(Path.Combine(Repository.Peers, "node_modules"))) await Shell.Run("npm", ["ci", "--ignore-scripts"], Repository.Peers);
        var port = ServerProcess.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["NODE_ENV"] = "production",
        };
        var server = ServerProcess.Start("socketio", ["node", Path.Combine(Repository.Peers, "socketio.mjs")], environment);
        await server.WaitUntilReady(new Uri($"http://127.0.0.1:{port}/health/ready"), TimeSpan.FromSeconds(30));
        return new SocketIoTarget(server, port);
    }

    public override Connection Connection(int slot, IListener listener) => new SocketIoConnection(slot, listener);

    public override Uri Address(int slot) => new($"ws://127.0.0.1:{Port}/socket.io/?EIO=4&transport=websocket");
}
