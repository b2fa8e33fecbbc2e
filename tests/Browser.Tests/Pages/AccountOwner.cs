using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Pages;

/// <summary>Somebody who has an account, or is about to.</summary>
public sealed class AccountOwner : Visitor
{
    private AccountOwner(string name, IPage page, int width)
        : base(name, page, width)
    {
    }

    public static async Task<AccountOwner> OpenAsync(IBrowser browser, Uri address, string name, int width, int height) =>
        new(name, await NewPageAsync(browser, address, width, height), width);

    /// <summary>A guest first, by looking for a duel.</summary>
    public async Task ComesAsGuest()
    {
        await Page.GotoAsync("/duel");
        await Get("nickname-input").FillAsync(Name);
        await Get("join-button").ClickAsync();
        await Expect(Get("find-opponent")).ToBeVisibleAsync();
    }

    public Task OpensAccount() => Get("account-link").ClickAsync();

    public async Task Creates(string email, string password)
    {
        await Get("create-link").ClickAsync();
        await Get("email-input").FillAsync(email);
        await Get("password-input").FillAsync(password);
        await Get("create-button").ClickAsync();
    }

    public async Task SignsIn(string email, string password)
    {
        await Get("email-input").FillAsync(email);
        await Get("password-input").FillAsync(password);
        await Get("sign-in-button").ClickAsync();
    }

    public Task IsIn(string email) => Expect(Get("account-email")).ToHaveTextAsync(email);

    public Task IsOut() => Expect(Get("sign-in-button")).ToBeVisibleAsync();

    public Task IsTold(string text) => Expect(Page.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = text })).ToBeVisibleAsync();

    public async Task Confirms(string button)
    {
        await Get(button).ClickAsync();
        await Page.GetByTestId("confirm-button").Locator("visible=true").ClickAsync();
    }

    /// <summary>The player's id, as this browser keeps it.</summary>
    public Task<string> PlayerId() => Page.EvaluateAsync<string>("() => JSON.parse(localStorage.getItem('quiz.identity')).playerId");

    public Task<string> Token() => Page.EvaluateAsync<string>("() => JSON.parse(localStorage.getItem('quiz.identity')).token");

    public async Task Speaks(string language, string direction)
    {
        await Page.Locator("header select").SelectOptionAsync(language);
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("dir", direction);
    }

    /// <summary>The code in the newest of the mails to this address, once there are so many.</summary>
    public static async Task<string> CodeFrom(string outbox, string email, int mails)
    {
        for (var left = PatienceMs; left > 0; left -= 50)
        {
            var sent = Directory.Exists(outbox)
                ? Directory.GetFiles(outbox, "*.txt").Where(f => !Path.GetFileName(f).StartsWith('.')).Order().Select(File.ReadAllText).Where(m => m.Contains($"To: {email}\n", StringComparison.Ordinal)).ToList()
                : [];
            if (sent.Count >= mails) return Regex.Match(sent[^1], "[A-Z0-9]{5}-[A-Z0-9]{5}").Value;
            await Task.Delay(50);
        }

        throw new TimeoutException($"No mail number {mails} to {email}.");
    }
}
