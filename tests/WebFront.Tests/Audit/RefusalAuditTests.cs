using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Audit;

/// <summary>Who tried what is not his is in the audit, once a minute however often he tries; what is the game's own refusal is not.</summary>
public sealed class RefusalAuditTests
{
    private static readonly Guest Admin = Tokens.Sign("root", "main", "admin");

    [Fact]
    public async Task A_role_that_does_not_fit_is_written_once_however_often_it_is_tried()
    {
        var front = await TestFront.SharedAsync();
        var student = Tokens.Sign(NewId(), "main", "student");
        await using var hub = await front.ConnectAsync(student);
        for (var n = 0; n < 30; n++) (await Refusal(hub, "CreateRoom", new { quizId = "x" })).ShouldBe("forbidden");
        var entry = (await Entries(front, $"actor={student.PlayerId}", 1)).Single();
        (entry.Text("action"), entry.Text("target"), entry.Text("outcome"), entry.Text("address")).ShouldBe(("role_refused", "CreateRoom", "forbidden", "127.0.0.1"));
    }

    [Fact]
    public async Task So_it_is_over_REST()
    {
        var front = await TestFront.SharedAsync();
        var student = Tokens.Sign(NewId(), "main", "student");
        using var rest = front.Rest(student);
        for (var n = 0; n < 10; n++) (await rest.PostAsJsonAsync("/api/quizzes", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Entries(front, $"actor={student.PlayerId}", 1)).Single().Text("target").ShouldBe("POST /api/quizzes");
    }

    [Fact]
    public async Task A_players_try_at_the_hosts_commands_is_written_with_the_room()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        var eve = await room.Join("Eve");
        (await eve.Refusal("EndRoom", room.Pin)).ShouldBe("not_host");
        (await eve.Refusal("KickPlayer", room.Pin, room.Host.Id)).ShouldBe("not_host");
        for (var n = 0; n < 5; n++) (await eve.Refusal("TakeOverRoom", room.Pin, $"guess {n}")).ShouldBe("wrong_key");
        // What the rules of the game refuse is nobody's attack.
        (await eve.Refusal("Rename", room.Pin, "\u202E")).ShouldBe("invalid_nickname");
        (await eve.Answer(room.Pin, 0, 1)).True("accepted").ShouldBeFalse();
        var entries = await Entries(front, $"actor={eve.Id}", 3);
        entries.Select(e => (e.Text("action"), e.Text("target"), e.Text("outcome"), e.Text("details"))).Order().ShouldBe(
            [("host_taken_over", room.Pin, "wrong_key", ""), ("player_kicked", room.Host.Id, "not_host", $"room {room.Pin}"), ("role_refused", "EndRoom", "not_host", $"room {room.Pin}")]);
        entries.ShouldAllBe(e => !e.GetRawText().Contains("guess"));
    }

    [Fact]
    public async Task Somebody_elses_token_on_a_connection_is_written()
    {
        var front = await TestFront.SharedAsync();
        var eve = await front.GuestAsync("Eve");
        await using var hub = await front.ConnectAsync(eve);
        (await Refusal(hub, "RenewToken", Tokens.Sign(eve.PlayerId, "blue", "admin").Token)).ShouldBe("forbidden");
        var entry = (await Entries(front, $"actor={eve.PlayerId}", 1)).Single();
        (entry.Text("action"), entry.Text("outcome")).ShouldBe(("token_refused", "forbidden"));
    }

    [Fact]
    public async Task A_tenant_that_is_nobodys_is_written()
    {
        var front = await TestFront.SharedAsync();
        var eve = Tokens.Sign(NewId(), "keeper", "admin");
        using var rest = front.Rest(eve);
        (await rest.GetAsync("/api/admin/audit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var entry = (await Entries(front, $"actor={eve.PlayerId}", 1)).Single();
        (entry.Text("action"), entry.Text("target"), entry.Text("details")).ShouldBe(("tenant_refused", "GET /api/admin/audit", "tenant keeper"));
    }

    [Fact]
    public async Task Connections_that_are_closed_for_a_limit_are_written()
    {
        await using var front = await TestFront.StartAsync("Limits:Messages=2", "Limits:RefusalsInRow=5", "Limits:ConnectionsPerUser=1");
        var eve = await front.GuestAsync("Eve");
        await using var first = await front.ConnectAsync(eve);
        await using var second = await front.ConnectAsync(eve);
        await first.Closed.WaitAsync(HubClient.Patience);
        await Entries(front, $"actor={eve.PlayerId}&outcome=too_many_connections", 1);
        for (var n = 0; n < 20 && !second.Closed.IsCompleted; n++) await TrySend(second, """{"type":1,"target":"Ping","arguments":[]}""");
        await Entries(front, $"actor={eve.PlayerId}&outcome=rate_limited", 1);

        var mallory = await front.GuestAsync("Mallory");
        await using var third = await front.ConnectAsync(mallory);
        await TrySend(third, $$"""{"type":1,"target":"Ping","arguments":["{{new string('x', 60_000)}}"]}""");
        await third.Closed.WaitAsync(HubClient.Patience);
        (await Entries(front, $"actor={mallory.PlayerId}", 1)).Select(e => (e.Text("action"), e.Text("outcome"))).ShouldBe([("connection_closed", "payload_too_large")]);
    }

    [Fact]
    public async Task Tries_over_an_accounts_limit_are_written_once_for_an_address()
    {
        await using var front = await TestFront.StartAsync("SignIn:Tries=1");
        for (var n = 0; n < 5; n++) await front.Anonymous.PostAsJsonAsync("/api/auth/sign-in", new { email = "ada@example.org", password = "guess" });
        await Entries(front, "action=sign_in&outcome=rate_limited", 1);
        (await Entries(front, "action=sign_in", 2)).Select(e => e.Text("outcome")).ShouldBe(["rate_limited", "wrong_credentials"]);
    }

    private static string NewId() => $"p{Guid.NewGuid():N}";

    private static async Task<string> Refusal(HubClient hub, string method, params object?[] arguments) =>
        (await Should.ThrowAsync<HubRefusedException>(() => hub.Call(method, arguments))).Code;

    private static async Task TrySend(HubClient hub, string frame)
    {
        try
        {
            await hub.SendRaw(frame);
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // Closed meanwhile: that is what is waited for.
        }
    }

    /// <summary>The entries once there are so many; more would be wrong, and are in the answer.</summary>
    private static Task<List<JsonElement>> Entries(TestFront front, string query, int count) => Waiting.Until(
        async () =>
        {
            using var rest = front.Rest(Admin);
            return (await rest.GetFromJsonAsync<JsonElement>($"/api/admin/audit?{query}&limit=100")).List("items").ToList();
        },
        entries => entries.Count >= count);
}
