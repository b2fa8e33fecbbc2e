using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;
using Xunit.Abstractions;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>
/// Throws malformed and random input at the hub and at REST for a minute (QUIZ_FUZZ_SECONDS), from a printed seed (QUIZ_FUZZ_SEED sets it): nothing crashes,
/// nothing is logged as unexpected, nothing leaks, and a game is played afterwards.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Sockets = 4;

    /// <summary>Why the server ended connections, and how often.</summary>
    private readonly ConcurrentDictionary<string, int> _ends = new();

    [Fact]
    public async Task Nothing_that_comes_in_harms_the_server()
    {
        var seed = Setting("QUIZ_FUZZ_SEED") ?? Environment.TickCount;
        var time = TimeSpan.FromSeconds(Setting("QUIZ_FUZZ_SECONDS") ?? 60);
        output.WriteLine($"QUIZ_FUZZ_SEED={seed}, {time.TotalSeconds} s");
        await using var front = await TestFront.StartAsync(
            "Limits:Messages=100000000", "Limits:MessagesPerAddress=100000000", "Limits:Answers=100000000", "Limits:Tickets=100000000", "Limits:Requests=100000000", "Limits:AnonymousRequests=100000000",
            "Limits:GuestsPerAddress=100000000", "Rooms:PerHost=5");
        await PlayAGame(front);
        var connections = front.Services.GetRequiredService<Connections>();
        await Waiting.Until(() => Task.FromResult(connections.Open.Count == 0));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
        [
            .. Enumerable.Range(0, Sockets).Select(n => Task.Run(() => Hub(front, new Fuzz(seed + n), n, () => clock.Elapsed < time))),
            Task.Run(() => Rest(front, new Fuzz(seed + 100), () => clock.Elapsed < time)),
        ]);
        output.WriteLine($"{counts[..Sockets].Sum(c => c.Sent)} messages on {counts[..Sockets].Sum(c => c.Opened)} connections, {counts[Sockets].Sent} requests");

        foreach (var (why, times) in _ends.OrderByDescending(e => e.Value).Take(10)) output.WriteLine($"{times} × {why}");
        counts.ShouldAllBe(c => c.Sent > 50);
        front.Logs.Entries.Where(e => e.StartsWith("Error", StringComparison.Ordinal) || e.StartsWith("Critical", StringComparison.Ordinal)).ShouldBeEmpty($"seed {seed}");
        front.Logs.Entries.ShouldAllBe(e => !e.Contains("Injected: yes", StringComparison.Ordinal));
        await Waiting.Until(() => Task.FromResult(connections.Open.Count == 0));
        front.Services.GetRequiredService<RoomRelays>().Connections.ShouldBe(0);
        (await front.Anonymous.GetAsync("/health/ready")).IsSuccessStatusCode.ShouldBeTrue();
        await PlayAGame(front);
        await Waiting.Until(() => Task.FromResult(connections.Open.Count == 0 && connections.Users <= Sockets + 8));
        // Every line of the log is kept, so something is left in memory.
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / (1024 * 1024);
        output.WriteLine($"{grown} MB more in the heap, {front.Logs.Entries.Count} lines in the log");
        grown.ShouldBeLessThan(256, $"seed {seed}");
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static async Task PlayAGame(TestFront front)
    {
        await using var room = await TestRoom.OpenAsync(front);
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Start();
        await ada.Next("QuestionOpened");
        foreach (var player in new[] { ada, bob }) (await player.Answer(room.Pin, 0, 1)).Text("code").ShouldBe("ok");
        await ada.Next("QuestionClosed");
        await room.GoOn();
        (await ada.Next("RoomFinished")).List("standings").Count().ShouldBe(2);
    }

    /// <summary>One user's connection after another; each sends until the server has had enough of it, or the dice say so.</summary>
    private async Task<(int Sent, int Opened)> Hub(TestFront front, Fuzz fuzz, int who, Func<bool> goesOn)
    {
        var (sent, opened) = (0, 0);
        var guest = Tokens.Sign($"fuzz{who}", "main", "player", "host");
        while (goesOn())
        {
            using var socket = new ClientWebSocket();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await socket.ConnectAsync(new Uri($"{front.Hub.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal)}?access_token={guest.Token}"), patience.Token);
            opened++;
            var reading = Read(socket);
            try
            {
                var greeting = fuzz.OneIn(20) ? fuzz.Message() : "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray();
                await socket.SendAsync(greeting, WebSocketMessageType.Text, true, patience.Token);
                while (goesOn() && !fuzz.OneIn(200) && !reading.IsCompleted)
                {
                    var message = fuzz.OneIn(2000) ? [.. fuzz.Noise(60_000).Select(b => b == 0x1e ? (byte)0 : b)] : fuzz.Message();
                    // What is no UTF-8 ends a text message's socket by RFC 6455, so most of it goes as bytes, which the protocol reads all the same.
                    var isText = System.Text.Unicode.Utf8.IsValid(message) ? !fuzz.OneIn(30) : fuzz.OneIn(100);
                    var kind = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                    // Now and then in two parts.
                    var half = fuzz.OneIn(10) ? fuzz.Next(message.Length) : message.Length;
                    if (half < message.Length) await socket.SendAsync(message.AsMemory(0, half), kind, false, patience.Token);
                    await socket.SendAsync(half < message.Length ? message.AsMemory(half) : message, kind, true, patience.Token);
                    sent++;
                    // So that the server keeps up.
                    if (sent % 4 == 0) await Task.Delay(2, patience.Token);
                }
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
            {
                // The server had enough, which is its right.
            }

            socket.Abort();
            await reading;
        }

        return (sent, opened);
    }

    private async Task Read(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            // What it answers, other tests look at; here it must only go on.
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                var text = System.Text.Encoding.UTF8.GetString(buffer, 0, part.Count);
                if (text.IndexOf("{\"type\":7", StringComparison.Ordinal) is >= 0 and var at) _ends.AddOrUpdate(text[at..Math.Min(text.Length, at + 100)], 1, (_, n) => n + 1);
            }

            _ends.AddOrUpdate($"{socket.CloseStatus} {socket.CloseStatusDescription}", 1, (_, n) => n + 1);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Ended by this side.
        }
    }

    private static async Task<(int Sent, int Opened)> Rest(TestFront front, Fuzz fuzz, Func<bool> goesOn)
    {
        var paths = front.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!).ToArray();
        string[] methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete, HttpMethods.Patch, HttpMethods.Head, HttpMethods.Options, "BREW"];
        string[] types = ["application/json", "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-7"];
        using var client = front.Rest(Tokens.Sign("fuzz-rest", "main", "player", "host"));
        client.Timeout = TimeSpan.FromSeconds(30);
        var sent = 0;
        while (goesOn())
        {
            var path = string.Join('/', fuzz.Of(paths).Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(fuzz.Raw()) : part));
            var query = fuzz.OneIn(2) ? $"?after={Uri.EscapeDataString(fuzz.Raw())}&limit={Uri.EscapeDataString(fuzz.Raw())}&format={Uri.EscapeDataString(fuzz.OneIn(2) ? "opentdb" : fuzz.Raw())}&version=1" : "";
            using var request = new HttpRequestMessage(new HttpMethod(fuzz.Of(methods)), new Uri(front.Address, $"/{path.TrimStart('/')}{query}"));
            if (fuzz.OneIn(2))
            {
                request.Content = new ByteArrayContent(fuzz.OneIn(3) ? fuzz.Noise(fuzz.Next(2000)) : System.Text.Encoding.UTF8.GetBytes(fuzz.Json(0)));
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(fuzz.Of(types));
            }

            if (fuzz.OneIn(10)) request.Headers.TryAddWithoutValidation("Authorization", fuzz.OneIn(2) ? "Bearer a.b.c" : "Basic eDp5");
            if (fuzz.OneIn(10)) request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
            using var answer = await client.SendAsync(request);
            // Without a mail server that is the honest answer.
            if ((int)answer.StatusCode >= 500 && !(await answer.Content.ReadAsStringAsync()).Contains("mail_unavailable", StringComparison.Ordinal))
            {
                var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
                throw new InvalidOperationException(
                    $"{request.Method} {request.RequestUri} {body} → {(int)answer.StatusCode} {string.Join('\n', front.Logs.Entries.Where(e => e.StartsWith("Error", StringComparison.Ordinal)))}");
            }

            sent++;
            if (sent % 4 == 0) await Task.Delay(2);
        }

        return (sent, 1);
    }
}
