using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Pages;

/// <summary>A player, who adds up his own points as he is told of them.</summary>
public sealed partial class Player : Visitor
{
    private Player(string name, IPage page, int width)
        : base(name, page, width)
    {
    }

    /// <summary>What he has been told of until now.</summary>
    public int Score { get; private set; }

    public static async Task<Player> OpenAsync(IBrowser browser, Uri address, string name, int width, int height) =>
        new(name, await NewPageAsync(browser, address, width, height), width);

    /// <summary>Types the PIN from the big screen, as people do: small letters, a space in the middle.</summary>
    public async Task JoinByPin(string pin)
    {
        await Page.GotoAsync("/");
        await Get("pin-input").FillAsync($"{pin[..3]} {pin[3..]}".ToLowerInvariant());
        await Get("nickname-input").FillAsync(Name);
        await Get("join-button").ClickAsync();
        await IsIn();
    }

    /// <summary>Comes by the QR code's link, and uses keys only.</summary>
    public async Task JoinByLink(string pin)
    {
        await Page.GotoAsync($"/play/{pin}");
        await Get("nickname-input").FillAsync(Name);
        await Get("nickname-input").PressAsync("Enter");
        await IsIn();
    }

    public Task Click(string choice) => Tile(choice).ClickAsync();

    /// <summary>By the letter on the tile, wherever the focus is.</summary>
    public async Task PressLetter(string choice) => await Page.Keyboard.PressAsync($"{(char)('a' + await Position(choice))}");

    /// <summary>By the tab key to the tile, and the space bar.</summary>
    public async Task TabTo(string choice)
    {
        for (var steps = 0; steps < 20; steps++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Tile(choice).EvaluateAsync<bool>("tile => tile === document.activeElement")) break;
        }

        await Expect(Tile(choice)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Space");
    }

    public async Task HasSaved(string choice)
    {
        await Expect(Get("answer-saved")).ToContainTextAsync("Answer saved");
        await Expect(Tile(choice)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    public async Task HasKept(string choice)
    {
        await Expect(Page.Locator(".question-status")).ToContainTextAsync("Your answer is kept");
        await Expect(Tile(choice)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    public async Task SeesVerdict(string verdict, bool hasPoints)
    {
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = verdict, Exact = true })).ToBeVisibleAsync();
        var points = Number(await Get("result-points").Locator("bdi").InnerTextAsync());
        if (hasPoints) points.ShouldBePositive(Name);
        else points.ShouldBe(0, Name);
        Score += points;
    }

    public Task SeesOwnScore() => Expect(Get("player-score")).ToHaveTextAsync(Written(Score));

    public Task SeesPlace(Standing standing, int of) => Expect(Get("result-rank")).ToHaveTextAsync($"Place {standing.Rank} of {of}");

    public async Task SeesFinalPlace(Standing standing)
    {
        await Expect(Get("result-rank")).ToContainTextAsync($"number {standing.Rank}");
        await Expect(Get("result-rank")).ToContainTextAsync($"{Written(Score)} points");
    }

    public async Task Reload() => await Page.ReloadAsync();

    private ILocator Tile(string choice) =>
        Page.GetByTestId(ChoiceId()).Filter(new() { Has = Page.GetByText(choice, new() { Exact = true }) });

    private async Task<int> Position(string choice) => int.Parse((await Tile(choice).GetAttributeAsync("data-testid"))!["choice-".Length..], CultureInfo.InvariantCulture);

    private Task IsIn() => Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You’re in" })).ToContainTextAsync(Name);

    [GeneratedRegex("^choice-[0-9]$")]
    private static partial Regex ChoiceId();
}
