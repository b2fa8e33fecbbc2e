using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Crash;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Audit;

/// <summary>Deeds are acknowledged once the audit has them, and not before: whenever the process is killed, what was acknowledged is there.</summary>
public sealed class DeedAuditTests
{
    private static readonly Guest Admin = Tokens.Sign("root", "main", "admin");

    [Fact]
    public async Task Nothing_is_acknowledged_while_the_audit_cannot_be_written()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var front = await TestFront.StartAsync($"DATABASE_URL={database}", "Accounts:PasswordIterations=10000", "Storage:Deadline=00:00:30");
        await using var room = await TestRoom.OpenAsync(front);
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        var account = await front.AccountAsync();
        var (other, third) = (await front.AccountAsync(), await front.AccountAsync());
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();

        Task[] deeds;
        await using (var holding = await connection.BeginTransactionAsync())
        {
            await using (var locking = new NpgsqlCommand("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE", connection, holding)) await locking.ExecuteNonQueryAsync();
            deeds =
            [
                room.Host.Call("KickPlayer", room.Pin, bob.Id),
                room.Host.Call("SetTimeFactor", room.Pin, ada.Id, 1.5),
                front.SignInAsync(third.Email!),
                front.SendAsync(HttpMethod.Put, $"/api/admin/accounts/{other.PlayerId}/roles", Admin.Token, JsonContent.Create(new { roles = new[] { "player" } })),
                front.PostAsync("/api/account/delete", new { password = AccountFront.Password }, account.Token),
            ];
            // The deeds themselves are done and durable as far as they come before the audit; all wait at the lock.
            await Waiting.Until(async () => await Count(database, "SELECT count(*) FROM journal WHERE payload->>'e' = 'kicked'") == 1);
            await Waiting.Until(async () => await Count(database, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") >= 1);
            deeds.ShouldAllBe(d => !d.IsCompleted);
            await holding.CommitAsync();
        }

        await Task.WhenAll(deeds);
        using var admin = front.Rest(Admin);
        var actions = (await admin.GetFromJsonAsync<JsonElement>("/api/admin/audit?limit=100")).List("items").Where(e => e.Text("outcome") == "ok").Select(e => e.Text("action")).ToList();
        foreach (var action in (string[])["player_kicked", "time_factor_set", "sign_in", "roles_changed", "account_deleted"]) actions.ShouldContain(action);
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_a_kill_that_follows_at_once()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var front = BuiltFront.On(database);
        var hub = new Uri(front.Address, "/hubs/play");
        var host = Tokens.Sign("hanna", "main", "host", "player");

        await front.StartAsync();
        var account = await Post(front, "/api/auth/accounts", new { email = "ada@example.org", password = AccountFront.Password, nickname = "Ada" });
        await Post(front, "/api/auth/sign-in", new { email = "ada@example.org", password = AccountFront.Password });
        await front.KillAsync();

        await front.StartAsync();
        await using (var console = await HubClient.ConnectAsync(hub, host.Token))
        {
            var pin = (await console.Call("CreateRoom", new { quizId = "pack-geography" })).Text("pin");
            await using var bob = await HubClient.ConnectAsync(hub, Tokens.Sign("bob", "main", "player").Token);
            await bob.Call("JoinRoom", pin, "Bob", null);
            await console.Call("KickPlayer", pin, "bob");
            await front.KillAsync();
        }

        await front.StartAsync();
        await Send(front, HttpMethod.Put, $"/api/admin/accounts/{account.Text("playerId")}/roles", Admin.Token, new { roles = new[] { "teacher" } });
        await front.KillAsync();

        await front.StartAsync();
        await Send(front, HttpMethod.Post, "/api/account/delete", account.Text("token"), new { password = AccountFront.Password });
        await front.KillAsync();

        await front.StartAsync();
        var saved = await Send(front, HttpMethod.Post, "/api/quizzes", host.Token, Quizzes.Of(Quizzes.Choice()));
        await Send(front, HttpMethod.Delete, $"/api/quizzes/{saved.Text("quizId")}", host.Token, null);
        await front.KillAsync();

        var kept = new List<string>();
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT action FROM audit WHERE outcome = 'ok' ORDER BY id");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) kept.Add(rows.GetString(0));
        kept.ShouldBe(["account_created", "sign_in", "player_kicked", "roles_changed", "account_deleted", "quiz_deleted"]);
    }

    private static Task<JsonElement> Post(QuizProcess front, string path, object body) => Send(front, HttpMethod.Post, path, null, body);

    private static async Task<JsonElement> Send(QuizProcess front, HttpMethod method, string path, string? token, object? body)
    {
        using var http = new HttpClient { BaseAddress = front.Address };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return answer.StatusCode is HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<long> Count(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
