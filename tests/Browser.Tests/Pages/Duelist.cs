using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Pages;

/// <summary>Somebody who plays duels.</summary>
public sealed class Duelist : Visitor
{
    private Duelist(string name, IPage page, int width)
        : base(name, page, width)
    {
    }

    public static async Task<Duelist> OpenAsync(IBrowser browser, Uri address, string name, int width, int height) =>
        new(name, await NewPageAsync(browser, address, width, height), width);

    /// <summary>From the home page, with a name, to the button that finds an opponent.</summary>
    public async Task ComesToDuels()
    {
        await Page.GotoAsync("/");
        await Get("duel-button").ClickAsync();
        await Get("nickname-input").FillAsync(Name);
        await Get("join-button").ClickAsync();
        await Expect(Get("find-opponent")).ToBeVisibleAsync();
    }

    public Task Looks() => Get("find-opponent").ClickAsync();

    /// <summary>The keyboard stays in the menu of languages, whatever the page says anew.</summary>
    public async Task ChangesLanguageWithoutLosingThePlace()
    {
        var languages = Page.Locator("header select");
        foreach (var (language, title) in new[] { ("de", "Suche nach einem Gegner"), ("en", "Looking for an opponent") })
        {
            await languages.FocusAsync();
            await languages.SelectOptionAsync(language);
            await Expect(Page.Locator("h1")).ToHaveTextAsync(title);
            await Expect(languages).ToBeFocusedAsync();
        }
    }

    public Task Waits() => Expect(Get("waited")).ToBeVisibleAsync();

    /// <summary>The question of this number (from 1), its choices ready to be tapped.</summary>
    public async Task SeesQuestionNumber(int number, int of)
    {
        await Expect(Get("question-text")).ToBeVisibleAsync();
        await Expect(Page.GetByText($"{number} of {of}").First).ToBeVisibleAsync();
    }

    public Task Taps(int choice) => Get($"choice-{choice}").ClickAsync();

    public Task HasSaved() => Expect(Get("answer-saved")).ToBeVisibleAsync();

    public Task SeesOpponentAnswered() => Expect(Get("opponent-answered")).ToBeVisibleAsync();

    public async Task Reload() => await Page.ReloadAsync();

    public async Task<(string Verdict, int Own, int Opponent)> SeesResult()
    {
        await Expect(Get("duel-result")).ToBeVisibleAsync();
        return ((await Get("duel-result").GetAttributeAsync("data-verdict"))!, Number(await Get("own-final").InnerTextAsync()), Number(await Get("opponent-final").InnerTextAsync()));
    }

    /// <summary>Plays the first of two turns; the friend comes later, by the address that this returns.</summary>
    public async Task<string> PlaysFirst()
    {
        await Get("challenge-later").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/duel/[A-Z0-9]+$"));
        return Page.Url;
    }

    public async Task OpensLink(string link) => await Page.GotoAsync(link);

    /// <summary>Over plain HTTP a browser has no clipboard to give: the link is marked instead.</summary>
    public async Task CopiesByHand(string link)
    {
        await Expect(Get("copy-link")).ToBeVisibleAsync();
        await Page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await Get("copy-link").ClickAsync();
        await Expect(Get("copy-by-hand")).ToBeFocusedAsync();
        (await Get("copy-by-hand").EvaluateAsync<string>("field => field.value.slice(field.selectionStart, field.selectionEnd)")).ShouldBe(link);
    }

    /// <summary>From a result.</summary>
    public async Task GoesHomeAndToDuels()
    {
        await Get("home-button").ClickAsync();
        await Get("duel-button").ClickAsync();
        await Expect(Get("find-opponent")).ToBeVisibleAsync();
    }

    /// <summary>Says his name at the friend's link, and hears that the first turn is still being played.</summary>
    public async Task IsTooEarly()
    {
        await Accepts();
        await Expect(Get("not-your-turn")).ToBeVisibleAsync();
    }

    public async Task Accepts()
    {
        await Get("nickname-input").FillAsync(Name);
        await Get("join-button").ClickAsync();
    }

    public async Task<int> SeesTurnScore()
    {
        await Expect(Get("turn-score")).ToBeVisibleAsync();
        return Number(Regex.Match(await Get("turn-score").InnerTextAsync(), "[0-9]+").Value);
    }

    public async Task FindsItAmongTheLast()
    {
        await Page.GotoAsync("/duel");
        await Expect(Get("waiting-duel")).ToBeVisibleAsync();
        await Get("waiting-duel").ScrollIntoViewIfNeededAsync();
    }

    public Task SeesRatingChange() => Expect(Get("rating-change")).ToBeVisibleAsync();

    /// <summary>The word does not move the button.</summary>
    public async Task SeesRematchWantedInPlace(string name)
    {
        await Expect(Page.Locator(".rematch-word")).ToContainTextAsync(name);
        var (button, word) = (await Get("rematch-button").BoundingBoxAsync(), await Page.Locator(".rematch-word").BoundingBoxAsync());
        (button!.Y + button.Height).ShouldBeLessThanOrEqualTo(word!.Y);
    }

    public Task DeclinesRematch() => Get("rematch-decline").ClickAsync();

    public async Task CannotHaveRematch(string name)
    {
        await Expect(Page.Locator(".rematch-word")).ToContainTextAsync(name);
        await Expect(Get("rematch-button")).ToBeDisabledAsync();
        await Expect(Get("rematch-decline")).ToHaveCountAsync(0);
    }

    public Task WantsRematch() => Get("rematch-button").ClickAsync();

    public async Task BlocksOpponent()
    {
        await Get("block-button").ClickAsync();
        await Expect(Get("block-button")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    public async Task GivesUp()
    {
        await Get("leave-duel").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).First.ClickAsync();
    }
}
