using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>Who is dead is soon known to be, and who does not read is cut off.</summary>
public sealed class LivenessTests
{
    [Fact]
    public async Task The_server_pings_and_drops_who_is_silent_and_the_room_knows_within_seconds()
    {
        await using var front = await TestFront.StartAsync("Web:KeepAlive=00:00:00.5", "Web:ClientTimeout=00:00:08");
        await using var room = await TestRoom.OpenAsync(front);
        var ada = await room.Join("Ada");
        var silent = Tokens.Sign("silent", "main", "player");
        await using var dead = await DeafClient.ConnectAsync(front, silent);
        await dead.Call("JoinRoom", room.Pin, "Silent", null);
        await room.Host.Next("PlayerJoined", m => m.List("players").Any(p => p.Text("playerId") == "silent"));
        var clock = Stopwatch.StartNew();
        await room.Host.Next("PlayerUpdated", m => m.List("players").Any(p => p.Text("playerId") == "silent" && !p.True("connected")));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8 + 5));
        ada.Hub.Frames.Count(f => f == "{\"type\":6}").ShouldBeGreaterThan(1);
        (await room.Host.Call("Resync", room.Pin)).Int("present").ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off_and_fills_no_memory_and_nobody_waits_for_him()
    {
        // Buffers of the system as small as they may be, so that ours are what counts.
        await using var front = await TestFront.StartWithAsync(
            builder => builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendBuffer, 4096);
                return socket;
            }),
            "Web:SendTimeout=00:00:01", "Limits:Messages=100000", "Web:KeepAlive=00:00:05");
        object[] questions = [.. Enumerable.Range(1, 100).Select(n => new
        {
            kind = "single", text = $"{n} " + new string('质', 490), explanation = new string('问', 1000),
            choices = Enumerable.Range(0, 8).Select(c => new { text = $"{c}{new string('答', 110)}", correct = c == 1 }),
        })];
        var host = await front.GuestAsync("Hanna");
        await using var room = await TestRoom.OpenAsync(front, host, await TestRoom.SaveAsync(front, host, questions));
        var ada = await room.Join("Ada");
        List<DeafClient> deaf = [];
        for (var n = 0; n < 20; n++)
        {
            deaf.Add(await DeafClient.ConnectAsync(front, Tokens.Sign($"deaf{n}", "main", "player")));
            await deaf[^1].Call("JoinRoom", room.Pin, $"Deaf {n}", null);
            deaf[^1].KeepPinging(TimeSpan.FromMilliseconds(200));
        }

        await Waiting.Until(async () => (await room.Host.Call("Resync", room.Pin)).Int("playerCount") == 21);
        var connections = front.Services.GetRequiredService<Connections>();
        connections.Open.Count.ShouldBe(22);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var slowest = TimeSpan.Zero;
        await room.Start();
        for (var index = 0; index < 100; index++)
        {
            await ada.Next("QuestionOpened", q => q.Int("index") == index);
            await room.GoOn();
            var clock = Stopwatch.StartNew();
            await ada.Next("QuestionClosed", q => q.Int("index") == index);
            if (clock.Elapsed > slowest) slowest = clock.Elapsed;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            await room.GoOn();
        }

        // About 1.3 MB was told to each of them, and none has read it.
        await Waiting.Until(() => Task.FromResult(connections.Open.All(c => !c.Caller.Id.StartsWith("deaf", StringComparison.Ordinal))));
        // Other tests run in this process; alone it is a tenth of this.
        (most - before).ShouldBeLessThan(384L * 1024 * 1024);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        ada.Hub.Closed.IsCompleted.ShouldBeFalse();
        foreach (var one in deaf) await one.DisposeAsync();
    }
}
