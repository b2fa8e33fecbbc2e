using QuizOrleans.Browser.Tests.Fixtures;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests;

/// <summary>A game from a topic. No language model is configured, so the bank stands in; that is what every fault of one comes to.</summary>
public sealed class TopicTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_game_is_played_from_a_topic_and_only_the_host_knows_that_others_stand_in() => Evening.PlayAsync("topic", output, async evening =>
    {
        var host = evening.Host;
        var pin = await host.OpenRoomAbout("Astronomy", questions: 2);
        await Expect(host.Page.Locator(".controls-state strong")).ToHaveTextAsync("Astronomy");
        await Expect(host.Get("stand-ins")).ToContainTextAsync("Only you see this.");
        await evening.ComeIn(pin);
        await host.SeesPlayers([.. evening.Players.Select(p => p.Name)]);
        foreach (var visitor in evening.Everybody.Except([host])) await Expect(visitor.Get("stand-ins")).ToHaveCountAsync(0);
        await evening.Look("lobby");

        await host.Start();
        for (var question = 1; question <= 2; question++)
        {
            foreach (var visitor in evening.Everybody) await Expect(visitor.Page.GetByText($"Question {question} of 2").First).ToBeVisibleAsync();
            await host.GoOn("Close question now");
            await host.GoOn(question == 1 ? "Next question" : "Show the final result");
        }

        foreach (var visitor in evening.Everybody) await visitor.SeesPodium();
        await evening.Look("podium");
    });
}
