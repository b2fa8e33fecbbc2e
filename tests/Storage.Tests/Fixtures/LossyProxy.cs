using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>A wire to the server that can swallow an answer and then break, which is how a commit happens whose writer never hears of it.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _loseNext;

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
                var server = new TcpClient();
                await server.ConnectAsync(_target.Host!, _target.Port, _end.Token);
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

        from.Dispose();
        to.Dispose();
    }
}
