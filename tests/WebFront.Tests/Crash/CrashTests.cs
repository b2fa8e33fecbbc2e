using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Endpoints;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Crash;

/// <summary>The plug is pulled in mid-question, under load.</summary>
public sealed class CrashTests
{
    private const int Players = 60;
    private const int Late = 5;

    [Fact]
    public async Task Every_acknowledged_answer_counts_exactly_once_and_the_game_finishes()
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var front = BuiltFront.On(database);
        await front.StartAsync();
        var hub = new Uri(front.Address, "/hubs/play");
        var host = await GuestAsync(front.Address, "Hanna");
        await using var console = await HubClient.ConnectAsync(hub, host.Token);
        var created = await console.Call("CreateRoom", Settings(await SaveAsync(front.Address, host)));
        var pin = created.Text("pin");

        // The second question's answers come one after another, and the last of them only after the crash, so that it falls among them however slow the machine is.
        var (halfway, killed, acknowledged) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        var players = new List<StubbornPlayer>();
        for (var i = 0; i < Players; i++)
        {
            var (delay, isLate) = (i * 8, i >= Players - Late);
            players.Add(new StubbornPlayer(hub, await GuestAsync(front.Address, $"P{i}"), pin)
            {
                BeforeAnswer = index => index != 1 ? Task.CompletedTask : isLate ? killed.Task : Task.Delay(delay),
                OnAcknowledged = index =>
                {
                    if (index == 1 && Interlocked.Increment(ref acknowledged) == Players / 2) halfway.TrySetResult();
                },
            });
        }

        await Task.WhenAll(players.Select(p => p.JoinAsync()));
        await console.Call("StartRoom", pin);
        await halfway.Task.WaitAsync(HubClient.Patience);
        await front.KillAsync();
        var promised = players.Sum(p => p.Acknowledged.Contains(1) ? 1 : 0);
        promised.ShouldBeInRange(Players / 2, Players - Late);
        killed.SetResult();

        await front.StartAsync();
        await using var again = await HubClient.ConnectAsync(hub, host.Token);
        await again.Call("Resync", pin);
        await Task.WhenAll(players.Select(p => p.Finished)).WaitAsync(TimeSpan.FromSeconds(90));

        players.ShouldAllBe(p => p.Reconnects >= 1);
        var journal = await AnswersAsync(database, pin);
        foreach (var player in players)
        {
            foreach (var index in player.Acknowledged) journal.Count(a => a == (player.Guest.PlayerId, index)).ShouldBe(1, $"{player.Guest.Nickname}, question {index}");
        }

        journal.Distinct().Count().ShouldBe(journal.Count, "nobody's answer is there twice");
        var standings = (await again.Call("Resync", pin)).GetProperty("finished").List("standings").ToDictionary(s => s.Text("playerId"), s => s.Int("score"));
        standings.Count.ShouldBe(Players);
        foreach (var player in players) standings[player.Guest.PlayerId].ShouldBe(1000 * journal.Count(a => a.PlayerId == player.Guest.PlayerId));
        foreach (var player in players) await player.DisposeAsync();
    }

    private static Dictionary<string, object> Settings(string quizId) => new()
    {
        ["quizId"] = quizId,
        ["pace"] = "auto",
        ["revealSeconds"] = 1,
        ["countdownSeconds"] = 0,
        ["questionTimeSeconds"] = 20,
        ["scoring"] = "noSpeed",
        ["streakBonus"] = false,
        ["shuffleChoices"] = false,
    };

    private static async Task<List<(string PlayerId, int Index)>> AnswersAsync(string database, string pin)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT payload->>'p', (payload->>'q')::int FROM journal WHERE stream = $1 AND payload->>'e' = 'answer'");
        command.Parameters.AddWithValue($"room/main/{pin}");
        await using var rows = await command.ExecuteReaderAsync();
        var answers = new List<(string, int)>();
        while (await rows.ReadAsync()) answers.Add((rows.GetString(0), rows.GetInt32(1)));
        return answers;
    }

    private static async Task<Guest> GuestAsync(Uri address, string nickname)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/auth/guest", new { nickname });
        var token = (await answer.Content.ReadFromJsonAsync<SignedInAnswer>())!;
        return new Guest(token.Token, token.PlayerId, token.Nickname);
    }

    private static async Task<string> SaveAsync(Uri address, Guest owner)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", owner.Token);
        using var saved = await http.PostAsJsonAsync("/api/quizzes", Quizzes.Of(Quizzes.Choice("one"), Quizzes.Choice("two"), Quizzes.Choice("three")));
        return (await saved.Content.ReadFromJsonAsync<JsonElement>()).Text("quizId");
    }
}
