using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hosting;

/// <summary>A stop is no crash to those who are connected: they are told, and may come back.</summary>
public sealed class HubDrainTests
{
    private const string LastWord = "{\"type\":7,\"allowReconnect\":true}";

    [Theory]
    [InlineData("/hubs/play")]
    [InlineData("/hubs/questions")]
    public async Task At_a_stop_each_client_is_told_that_it_may_come_back_and_its_socket_is_closed(string hub)
    {
        await using var front = await TestFront.StartAsync();
        var clients = new List<HubClient>();
        for (var n = 0; n < 20; n++)
        {
            clients.Add(await HubClient.ConnectAsync(new Uri(front.Address, hub), Tokens.Sign($"ada{n}", "main", "player").Token));
            await clients[n].Call("NoSuchMethod").ShouldThrowAsync<HubRefusedException>();
        }

        await front.StopAsync();
        foreach (var client in clients)
        {
            await client.Closed;
            client.Frames.Last().ShouldBe(LastWord);
            client.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
            await client.DisposeAsync();
        }

        front.Logs.Entries.ShouldAllBe(e => !e.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_on_its_way_gets_its_receipt_first_and_nobody_new_is_let_in_meanwhile()
    {
        var calls = new HeldCalls();
        await using var front = await TestFront.StartWithAsync(builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(calls));
        await using var room = await TestRoom.OpenAsync(front);
        var ada = await room.Join("Ada");
        await room.Start();
        var held = calls.Hold<IQuizRoomGrain>("SubmitAnswer");
        var answer = ada.Answer(room.Pin, 0, 0);
        await held.Reached;

        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        front.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        var stop = front.StopAsync();
        await stopping.Task;
        (await Should.ThrowAsync<WebSocketException>(() => front.ConnectAsync(Tokens.Sign("late", "main", "player")))).Message.ShouldContain("503");
        held.Release();
        (await answer).True("accepted").ShouldBeTrue();
        await ada.Hub.Closed;
        ada.Hub.Frames.Last().ShouldBe(LastWord);
        await stop;
    }

    [Fact]
    public async Task Who_does_not_read_holds_up_the_stop_for_a_few_seconds_at_most()
    {
        await using var front = await TestFront.StartWithAsync(
            builder => builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendBuffer, 4096);
                return socket;
            }),
            "Web:ConnectionBuffer=4096", "Limits:Messages=100000");
        await using var deaf = await DeafClient.ConnectAsync(front, Tokens.Sign("deaf", "main", "player"));
        // More answers than fit between them: the next write waits for him.
        for (var n = 0; n < 1000; n++) await deaf.Call("Ping");
        await using var ada = await front.ConnectAsync(Tokens.Sign("ada", "main", "player"));
        await ada.Call("Ping");
        var clock = Stopwatch.StartNew();
        await front.StopAsync();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(12));
        ada.Frames.Last().ShouldBe(LastWord);
    }
}
