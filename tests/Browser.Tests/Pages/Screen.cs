using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Pages;

/// <summary>The big screen, which everybody looks at and nobody touches.</summary>
public sealed class Screen : Visitor
{
    private Screen(IPage page, int width)
        : base("screen", page, width)
    {
    }

    public static async Task<Screen> OpenAsync(IBrowser browser, Uri address, string pin, int width, int height)
    {
        var screen = new Screen(await NewPageAsync(browser, address, width, height), width);
        await screen.Page.GotoAsync($"/screen/{pin}");
        await Expect(screen.Get("screen-pin")).ToHaveTextAsync($"{pin[..3]} {pin[3..]}");
        return screen;
    }

    public Task SeesNames(int count) => Expect(Get("player-list").Locator("li")).ToHaveCountAsync(count);
}
