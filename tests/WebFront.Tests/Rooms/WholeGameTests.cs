using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

public sealed class WholeGameTests
{
    [Fact]
    public async Task A_host_and_three_players_play_to_the_podium()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front, Quizzes.Choice(), Quizzes.Typed, Quizzes.Number, Quizzes.Order, Quizzes.Poll);
        var (ada, bob, eve) = (await room.Join("Ada"), await room.Join("Bob"), await room.Join("Eve"));
        object[] right = [new { choices = new[] { 1 } }, new { text = "zanzibar" }, new { number = 471100.5 }, new { order = new[] { 0, 1, 2 } }, new { choices = new[] { 0 } }];
        object[] wrong = [new { choices = new[] { 0 } }, new { text = "Paris" }, new { number = 1 }, new { order = new[] { 2, 1, 0 } }, new { choices = new[] { 1 } }];

        (await room.Start()).True("accepted").ShouldBeTrue();
        for (var index = 0; index < right.Length; index++)
        {
            foreach (var player in new[] { ada, bob, eve }) (await player.Next("QuestionOpened")).Int("index").ShouldBe(index);
            (await ada.Call("SubmitAnswer", room.Pin, index, right[index])).True("accepted").ShouldBeTrue();
            (await bob.Call("SubmitAnswer", room.Pin, index, index < 2 ? right[index] : wrong[index])).True("accepted").ShouldBeTrue();
            // The last answer closes the question.
            (await eve.Call("SubmitAnswer", room.Pin, index, wrong[index])).True("accepted").ShouldBeTrue();
            var closed = await ada.Next("QuestionClosed");
            closed.GetProperty("you").Text("playerId").ShouldBe(ada.Id);
            closed.GetProperty("you").Int("rank").ShouldBe(1);
            (await eve.Next("QuestionClosed")).GetProperty("you").Text("playerId").ShouldBe(eve.Id);
            (await room.Host.Next("QuestionClosed")).Maybe("you").ShouldBeNull();
            await room.GoOn();
        }

        var finished = await bob.Next("RoomFinished");
        finished.List("standings").Select(s => (s.Int("rank"), s.Text("nickname"), s.Int("score"))).ShouldBe([(1, "Ada", 4000), (2, "Bob", 2000), (3, "Eve", 0)]);
        (finished.Text("winner"), finished.Text("reason")).ShouldBe((ada.Id, "completed"));
        var place = await bob.Call("Resync", room.Pin);
        (place.Text("phase"), place.GetProperty("you").Int("rank")).ShouldBe(("finished", 2));

        using var rest = front.Rest(ada.Guest);
        var me = await rest.GetFromJsonAsync<JsonElement>("/api/me");
        (me.Int("gamesPlayed"), me.Int("gamesWon")).ShouldBe((1, 1));
        (await rest.GetFromJsonAsync<JsonElement>("/api/me/games")).List("items").ShouldHaveSingleItem().Int("score").ShouldBe(4000);
    }

    [Fact]
    public async Task In_automatic_pace_the_game_goes_on_by_itself()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenWithAsync(
            front, new() { ["pace"] = "auto", ["revealSeconds"] = 1, ["countdownSeconds"] = 1 }, Quizzes.Choice("one"), Quizzes.Choice("two"));
        var ada = await room.Join("Ada");
        await room.Start();
        (await ada.Next("CountdownStarted")).Int("remainingMs").ShouldBeInRange(1, 1000);
        foreach (var index in new[] { 0, 1 })
        {
            await ada.Next("QuestionOpened", q => q.Int("index") == index);
            await ada.Answer(room.Pin, index, 1);
            (await ada.Next("QuestionClosed")).Int("nextInMs").ShouldBeInRange(1, 1000);
        }

        (await ada.Next("RoomFinished")).Text("reason").ShouldBe("completed");
    }

    [Fact]
    public async Task The_count_of_answers_reaches_the_host()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        var (ada, _) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Start();
        await ada.Answer(room.Pin, 0, 1);
        var count = await room.Host.Next("AnswerCount");
        (count.Int("answered"), count.Int("present")).ShouldBe((1, 2));
    }

    [Fact]
    public async Task In_teams_the_mean_counts()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenWithAsync(front, new() { ["kind"] = "pub", ["teams"] = "fixed", ["teamNames"] = new[] { "Owls", "Foxes" } });
        var stranger = await room.Stranger();
        (await stranger.Refusal("JoinRoom", room.Pin, "Sly")).ShouldBe("invalid_team");
        (await stranger.Refusal("JoinRoom", room.Pin, "Sly", "Bears")).ShouldBe("invalid_team");
        var (ada, bob, eve) = (await room.Join("Ada", "owls"), await room.Join("Bob", "Owls"), await room.Join("Eve", "Foxes"));
        await room.Start();
        await ada.Answer(room.Pin, 0, 1);
        await bob.Answer(room.Pin, 0, 0);
        await eve.Answer(room.Pin, 0, 1);
        await eve.Next("QuestionClosed");
        await room.GoOn();
        var finished = await eve.Next("RoomFinished");
        finished.List("teams").Select(t => (t.Int("rank"), t.Text("team"), t.Int("score"), t.Int("members"))).ShouldBe([(1, "Foxes", 1000, 1), (2, "Owls", 500, 2)]);
        finished.Text("winner").ShouldBe("Foxes");
    }
}
