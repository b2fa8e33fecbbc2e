using QuizOrleans.Browser.Tests.Fixtures;
using QuizOrleans.Testing.LanguageModels;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests;

/// <summary>The page on which questions are written by a language model, with a server that speaks Gemini's wire.</summary>
public sealed class GenerationTests(ITestOutputHelper output)
{
    private const string Gift = "::1::Which tree is a cork oak felled beside? {=None ~Pine ~Beech}\n\n::2::A cork oak is felled for its cork. {F}\n";

    [Fact]
    public async Task Questions_are_watched_as_they_are_written_put_right_and_played()
    {
        await using var models = await LanguageModelServer.StartAsync();
        models.On().Always(ModelReply.Text(new Author().Reply).After(TimeSpan.FromSeconds(1.5)));
        // One small batch after the other, so that they come one by one; and time for a server that is gone in the middle.
        var settings = Gemini(models, ("Generation__BatchSize", "2"), ("Generation__AtOnce", "1"), ("Generation__RequestTime", "00:02:00"));
        await Evening.PlayAsync("generate", output, async evening =>
        {
            var host = evening.Host;
            await host.Page.GotoAsync("/bank");
            await host.Get("bank-generate").ClickAsync();
            await Expect(host.Get("questions-connection")).ToHaveAttributeAsync("data-status", "online");
            await host.FitsItsWindow();
            await evening.Capture("form");
            await host.AskForQuestions("Numbers", 5);

            await Expect(host.Get("gen-question").First).ToBeVisibleAsync();
            await Expect(host.Get("gen-progress")).ToBeVisibleAsync();
            await evening.Capture("writing");
            await host.Page.ReloadAsync();
            await Expect(host.Get("gen-question").First).ToBeVisibleAsync();
            host.ExpectOutage();
            await evening.Server.KillAsync();
            await Expect(host.Get("questions-connection")).ToHaveAttributeAsync("data-status", "reconnecting");
            await evening.Server.StartAsync();
            await Expect(host.Get("gen-result")).ToBeVisibleAsync(new() { Timeout = 2 * Visitor.PatienceMs });
            await Expect(host.Get("gen-question")).ToHaveCountAsync(5);
            (await host.Get("gen-question").Locator("h3").AllInnerTextsAsync()).Distinct().Count().ShouldBe(5);
            await host.FitsItsWindow();
            await evening.Capture("result");

            // Put right in the bank, it is here as it is there.
            await host.Get("gen-edit").First.ClickAsync();
            await host.Get("edit-text").FillAsync("Which is the number of the first?");
            await host.Get("edit-save").ClickAsync();
            await Expect(host.Page.GetByText("Saved as version 2")).ToBeVisibleAsync();
            await host.Page.GoBackAsync();
            await Expect(host.Get("gen-question").First).ToContainTextAsync("Which is the number of the first?");

            await host.Get("gen-leave-out").Last.ClickAsync();
            await Expect(host.Get("gen-question")).ToHaveCountAsync(4);
            await host.Get("gen-ready").ClickAsync();
            await Expect(host.Get("gen-result")).ToContainTextAsync("4 saved as ready");
            var first = host.Get("gen-question").First;
            var right = await first.Locator("[data-right] bdi").InnerTextAsync();

            await host.Get("gen-room").ClickAsync();
            await evening.AdaJoins(await host.RoomPin());
            await host.Start();
            await evening.Ada.SeesQuestion("Which is the number of the first?");
            await evening.Ada.Click(right);
            await evening.Ada.SeesVerdict("Right!", hasPoints: true);
        }, settings);
    }

    [Fact]
    public async Task The_bank_stands_in_for_a_model_that_is_silent_and_a_failure_is_told()
    {
        await using var models = await LanguageModelServer.StartAsync();
        models.On().Always(ModelReply.Silence);
        var settings = Gemini(
            models, ("Generation__RequestTime", "00:00:03"), ("Generation__SecondPassTime", "00:00:00.5"), ("Generation__FallbackTime", "00:00:01"), ("Generation__HedgeAfter", "00:00:00.5"));
        await Evening.PlayAsync("silent", output, async evening =>
        {
            var host = evening.Host;
            await host.Page.GotoAsync("/bank/import");
            await host.Get("bank-paste").FillAsync(Gift);
            await host.Get("bank-store").ClickAsync();
            await Expect(host.Get("import-report")).ToContainTextAsync("2 stored");

            await host.Page.GotoAsync("/generate");
            await host.AskForQuestions("cork oak", 2);
            await Expect(host.Get("gen-result")).ToContainTextAsync("These are from the bank");
            await Expect(host.Get("gen-source")).ToHaveCountAsync(2);
            await evening.Capture("bank");

            await host.Get("gen-new").ClickAsync();
            await host.Get("gen-allowBank").UncheckAsync();
            await host.AskForQuestions("cork oak", 2);
            await Expect(host.Get("gen-error")).ToBeVisibleAsync();
            await Expect(host.Get("gen-topic")).ToHaveValueAsync("cork oak");
            await host.FitsItsWindow();
            await evening.Capture("failed-request");

            await Expect(host.Get("gen-submit")).ToBeEnabledAsync();
            await host.AskForQuestions("cork oak", 2);
            await host.Get("gen-cancel").ClickAsync();
            await Expect(host.Get("gen-form")).ToContainTextAsync("Stopped before a question had passed.");
        }, settings);
    }

    private static Dictionary<string, string> Gemini(LanguageModelServer models, params (string Name, string Value)[] more) =>
        new(more.Select(m => KeyValuePair.Create(m.Name, m.Value)))
        {
            ["GEMINI_API_KEY"] = "key-1",
            ["GEMINI_MODEL"] = "gemini-test",
            ["GEMINI_BASE_URL"] = models.Gemini.ToString(),
        };
}
