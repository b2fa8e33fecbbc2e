using QuizOrleans.Browser.Tests.Fixtures;
using QuizOrleans.Browser.Tests.Pages;
using QuizOrleans.Testing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests;

/// <summary>Two people who find each other and play, on a phone and a laptop.</summary>
public sealed class DuelTests(ITestOutputHelper output)
{
    private const int Questions = 3;
    private readonly Album _album = new("duel");

    [Fact]
    public Task A_duel_is_found_played_through_a_reload_and_a_lost_server_and_played_again() => Between(async (server, ada, bob) =>
    {
        await ada.ComesToDuels();
        await bob.ComesToDuels();
        await _album.Look("start", ada, bob);
        await ada.Looks();
        await ada.Waits();
        await ada.ChangesLanguageWithoutLosingThePlace();
        await _album.Look("waiting", ada);
        await bob.Looks();

        // The first is played; one reloads in the middle.
        await ada.SeesQuestionNumber(1, Questions);
        await bob.SeesQuestionNumber(1, Questions);
        await ada.Taps(0);
        await ada.HasSaved();
        await bob.SeesOpponentAnswered();
        await _album.Look("answered", ada, bob);
        await ada.Reload();
        await ada.SeesQuestionNumber(1, Questions);
        await ada.HasSaved();
        await bob.Taps(1);

        // The second loses its server.
        await ada.SeesQuestionNumber(2, Questions);
        await bob.SeesQuestionNumber(2, Questions);
        await ada.Taps(1);
        await ada.HasSaved();
        foreach (var player in new[] { ada, bob }) player.ExpectOutage();
        await server.KillAsync();
        foreach (var player in new[] { ada, bob }) await player.NoticesOutage();
        await server.StartAsync();
        foreach (var player in new[] { ada, bob }) await player.IsConnected();
        await ada.SeesQuestionNumber(2, Questions);
        await ada.HasSaved();
        await bob.Taps(0);
        await _album.Look("reveal", ada, bob);

        await ada.SeesQuestionNumber(3, Questions);
        await bob.SeesQuestionNumber(3, Questions);
        await ada.Taps(0);
        await bob.Taps(0);

        var (adas, bobs) = (await ada.SeesResult(), await bob.SeesResult());
        (adas.Own, adas.Opponent).ShouldBe((bobs.Opponent, bobs.Own));
        (adas.Verdict, bobs.Verdict).ShouldBe(adas.Own == bobs.Own ? ("draw", "draw") : adas.Own > bobs.Own ? ("won", "lost") : ("lost", "won"));
        await ada.SeesRatingChange();
        await _album.Look("result", ada, bob);

        await ada.WantsRematch();
        await bob.SeesRematchWantedInPlace(ada.Name);
        await _album.Look("rematch", ada, bob);
        // Not now, and then after all.
        await bob.DeclinesRematch();
        await ada.CannotHaveRematch(bob.Name);
        await _album.Look("rematch-declined", ada, bob);
        await bob.WantsRematch();
        await ada.SeesRematchWantedInPlace(bob.Name);
        await ada.WantsRematch();
        await ada.SeesQuestionNumber(1, Questions);
        await bob.SeesQuestionNumber(1, Questions);
        await ada.GivesUp();
        (await bob.SeesResult()).Verdict.ShouldBe("won");
        await bob.BlocksOpponent();
        await _album.Look("given-up", ada, bob);

        // What is over is over: the duels begin anew.
        foreach (var player in new[] { ada, bob })
        {
            await player.SeesResult();
            await player.GoesHomeAndToDuels();
        }
    });

    [Fact]
    public Task Friends_play_one_after_the_other_and_each_sees_how_it_ended() => Between(async (server, ada, bob) =>
    {
        await ada.ComesToDuels();
        var link = await ada.PlaysFirst();
        await ada.SeesQuestionNumber(1, Questions);
        await bob.OpensLink(link);
        await bob.IsTooEarly();
        await _album.Look("turn-first", ada, bob);
        for (var number = 1; number <= Questions; number++)
        {
            await ada.SeesQuestionNumber(number, Questions);
            await ada.Taps(0);
        }

        var score = await ada.SeesTurnScore();
        await _album.Look("turn-played", ada);
        // The server is lost while nobody plays.
        foreach (var player in new[] { ada, bob }) player.ExpectOutage();
        await server.KillAsync();
        await server.StartAsync();
        await ada.IsConnected();
        (await ada.SeesTurnScore()).ShouldBe(score);
        await ada.FindsItAmongTheLast();
        await _album.Look("turn-listed", ada);

        await ada.OpensLink(link);
        await ada.CopiesByHand(link);
        await _album.Look("copied-by-hand", ada);

        // As somebody typed it.
        await bob.OpensLink(link.ToLowerInvariant());
        await bob.Accepts();
        for (var number = 1; number <= Questions; number++)
        {
            await bob.SeesQuestionNumber(number, Questions);
            if (number == 2) await _album.Look("turn-second", bob);
            await bob.Taps(number == 2 ? 1 : 0);
        }

        var bobs = await bob.SeesResult();
        bobs.Opponent.ShouldBe(score);
        await _album.Look("turn-result", bob);
        await ada.OpensLink(link);
        var adas = await ada.SeesResult();
        (adas.Own, adas.Opponent).ShouldBe((bobs.Opponent, bobs.Own));
        (adas.Verdict, bobs.Verdict).ShouldBe(adas.Own == bobs.Own ? ("draw", "draw") : adas.Own > bobs.Own ? ("won", "lost") : ("lost", "won"));
        await _album.Look("turn-result", ada);
    });

    /// <summary>Ada has a phone and Bob a laptop. What they saw and the server said is kept when something fails.</summary>
    private async Task Between(Func<QuizProcess, Duelist, Duelist, Task> play)
    {
        SetDefaultExpectTimeout(Visitor.PatienceMs);
        await using var chromium = await Chromium.LaunchAsync();
        await using var server = new QuizProcess(Build.Program(), await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), new Dictionary<string, string>
        {
            ["Duels__Questions"] = $"{Questions}",
            ["Duels__Countdown"] = "00:00:01",
            ["Duels__RevealTime"] = "00:00:02",
            ["Duels__DropGrace"] = "00:01:00",
        });
        await server.StartAsync();
        var ada = await Duelist.OpenAsync(chromium.Browser, server.Address, "Ada", 390, 844);
        var bob = await Duelist.OpenAsync(chromium.Browser, server.Address, "Bob", 1280, 800);
        try
        {
            await play(server, ada, bob);
            foreach (var player in new[] { ada, bob }) player.Faults.ShouldBeEmpty();
        }
        catch
        {
            output.WriteLine(server.Log);
            foreach (var fault in ada.Faults.Concat(bob.Faults)) output.WriteLine(fault);
            await _album.Capture("failed", ada, bob);
            throw;
        }
    }
}
