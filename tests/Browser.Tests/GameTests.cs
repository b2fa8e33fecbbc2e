using QuizOrleans.Browser.Tests.Fixtures;
using Xunit.Abstractions;

namespace QuizOrleans.Browser.Tests;

/// <summary>Whole games in real Chromium, against the program as it is built and a PostgreSQL of their own.</summary>
public sealed class GameTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_whole_game_is_played_from_an_imported_file_to_the_podium() => Evening.PlayAsync("game", output, async evening =>
    {
        await evening.Gather(questionSeconds: 60);
        var (host, ada, ben, cleo) = (evening.Host, evening.Ada, evening.Ben, evening.Cleo);
        var questions = evening.Quiz.Questions;

        // All answer, each in another way; the last answer closes the question.
        await host.Start();
        await evening.AllSeeQuestion(0);
        await evening.Look("question");
        await ada.Click(questions[0].Right);
        await ada.HasSaved(questions[0].Right);
        await ben.PressLetter(questions[0].Right);
        await ben.HasSaved(questions[0].Right);
        await host.SeesAnswered(2, 3);
        await evening.Look("answered");
        await cleo.TabTo(questions[0].Wrong[0]);
        await ada.SeesVerdict("Right!", hasPoints: true);
        await ben.SeesVerdict("Right!", hasPoints: true);
        await cleo.SeesVerdict("Not this time", hasPoints: false);
        await evening.ScoresAgree();
        await evening.Look("reveal");

        // A player reloads in mid-question: seat, score and answer are still his.
        await host.GoOn("Next question");
        await evening.AllSeeQuestion(1);
        await ada.Click(questions[1].Right);
        await ada.HasSaved(questions[1].Right);
        await ada.Reload();
        await ada.SeesQuestion(questions[1].Text);
        await ada.HasSaved(questions[1].Right);
        await ada.SeesOwnScore();
        await host.SeesPlayers(ada.Name, ben.Name, cleo.Name);
        await evening.Look("reloaded");
        await ben.Click(questions[1].Wrong[0]);
        await cleo.PressLetter(questions[1].Right);
        await ada.SeesVerdict("Right!", hasPoints: true);
        await ben.SeesVerdict("Not this time", hasPoints: false);
        await cleo.SeesVerdict("Right!", hasPoints: true);
        await evening.ScoresAgree();
        await evening.Look("reveal");

        // The host closes a question that one player lets pass.
        await host.GoOn("Next question");
        await evening.AllSeeQuestion(2);
        await cleo.Click(questions[2].Right);
        await cleo.HasSaved(questions[2].Right);
        await ada.PressLetter(questions[2].Wrong[1]);
        await ada.HasSaved(questions[2].Wrong[1]);
        await evening.Look("long-question");
        await host.GoOn("Close question now");
        await ada.SeesVerdict("Not this time", hasPoints: false);
        await ben.SeesVerdict("No answer given", hasPoints: false);
        await cleo.SeesVerdict("Right!", hasPoints: true);
        await evening.ScoresAgree();
        await evening.Look("reveal");

        await host.GoOn("Show the final result");
        await evening.AllSeeTheSamePodium();
        await evening.Look("podium");
    });

    [Fact]
    public Task A_killed_server_comes_back_in_mid_question_and_the_game_goes_on() => Evening.PlayAsync("crash", output, async evening =>
    {
        await evening.Gather(questionSeconds: 120);
        var (host, ada, ben, cleo) = (evening.Host, evening.Ada, evening.Ben, evening.Cleo);
        var questions = evening.Quiz.Questions;
        await host.Start();
        await evening.AllSeeQuestion(0);
        await ada.Click(questions[0].Right);
        await ada.HasSaved(questions[0].Right);

        foreach (var visitor in evening.Everybody) visitor.ExpectOutage();
        await evening.Server.KillAsync();
        foreach (var visitor in evening.Everybody) await visitor.NoticesOutage();
        await ben.Click(questions[0].Right);
        await ben.HasKept(questions[0].Right);
        await evening.Capture("outage");

        // Nobody touches anything: Ada's answer was acknowledged, Ben's is sent by his page.
        await evening.Server.StartAsync();
        foreach (var visitor in evening.Everybody) await visitor.IsConnected();
        await evening.AllSeeQuestion(0);
        await ada.HasSaved(questions[0].Right);
        await ben.HasSaved(questions[0].Right);
        await host.SeesAnswered(2, 3);
        await evening.Look("back");
        await cleo.Click(questions[0].Wrong[0]);
        await ada.SeesVerdict("Right!", hasPoints: true);
        await ben.SeesVerdict("Right!", hasPoints: true);
        await cleo.SeesVerdict("Not this time", hasPoints: false);
        await evening.ScoresAgree();

        await host.GoOn("Next question");
        await evening.AllSeeQuestion(1);
        foreach (var player in evening.Players) await player.Click(questions[1].Right);
        foreach (var player in evening.Players) await player.SeesVerdict("Right!", hasPoints: true);
        await evening.ScoresAgree();

        await host.GoOn("Next question");
        await evening.AllSeeQuestion(2);
        await host.GoOn("Close question now");
        foreach (var player in evening.Players) await player.SeesVerdict("No answer given", hasPoints: false);
        await host.GoOn("Show the final result");
        await evening.AllSeeTheSamePodium();
        await evening.Look("podium");
    });
}
