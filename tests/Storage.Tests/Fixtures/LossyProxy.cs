using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>
/// A wire to the server that can swallow an answer and then break, which is how a commit happens whose writer never hears of it. It can also be cut
/// for a while, on both sides or so that the server does not notice.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly ConcurrentBag<(TcpClient Client, TcpClient Server)> _wires = [];
    private int _loseNext;
    private volatile bool _isCut;

    public LossyProxy(string target)
    {
        _target = new NpgsqlConnectionStringBuilder(target);
        _listener.Start();
        Connection = new NpgsqlConnectionStringBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port, SslMode = SslMode.Disable }.ConnectionString;
        _accepting = Accept();
    }

    public string Connection { get; }

    public int Losses { get; private set; }

    public void LoseNextAnswer() => Volatile.Write(ref _loseNext, 1);

    /// <summary>Ends all connections, and every new one, until <see cref="Mend"/>.</summary>
    /// <param name="unnoticed">The server's side stays open: for the server nothing has happened.</param>
    public void Cut(bool unnoticed = false)
    {
        _isCut = true;
        foreach (var (client, server) in _wires)
        {
            client.Dispose();
            if (!unnoticed) server.Dispose();
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_isCut)
                {
                    client.Dispose();
                    continue;
                }

                var server = new TcpClient();
                await server.ConnectAsync(_target.Host!, _target.Port, _end.Token);
                _wires.Add((client, server));
                _ = Pump(client, server, answers: false);
                _ = Pump(server, client, answers: true);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task Pump(TcpClient from, TcpClient to, bool answers)
    {
        var buffer = new byte[65536];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, _end.Token)) > 0;)
            {
                if (answers && Interlocked.Exchange(ref _loseNext, 0) == 1)
                {
                    Losses++;
                    break;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; so is the other in a moment.
        }

        if (_isCut) return;
        from.Dispose();
        to.Dispose();
    }
}
