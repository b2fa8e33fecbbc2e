using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Pages;

/// <summary>The host: brings a quiz, opens a room, and drives it from the console.</summary>
public sealed partial class Host : Visitor
{
    private Host(IPage page, int width)
        : base("host", page, width)
    {
    }

    public static async Task<Host> OpenAsync(IBrowser browser, Uri address, int width, int height) => new(await NewPageAsync(browser, address, width, height), width);

    /// <summary>From the home page to the quizzes, where the file is imported and thereby chosen.</summary>
    public async Task Import(OpenTdb quiz)
    {
        await Page.GotoAsync("/");
        await Get("host-button").ClickAsync();
        await Page.GetByText("Bring your own questions").ClickAsync();
        await Get("import-file").SetInputFilesAsync(quiz.Path);
        await Get("import-button").ClickAsync();
        await Expect(Get("import-report")).ToContainTextAsync($"{quiz.Questions.Count} questions imported");
        await Expect(Get("quiz-list").GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(1);
    }

    /// <returns>The room's PIN, as it is in addresses.</returns>
    public async Task<string> OpenRoom(int questionSeconds)
    {
        await Page.GetByLabel("Seconds for a question").FillAsync(questionSeconds.ToString(CultureInfo.InvariantCulture));
        await Get("create-room").ClickAsync();
        return await RoomPin();
    }

    public async Task<string> RoomPin()
    {
        await Expect(Page).ToHaveURLAsync(RoomAddress());
        return (await Get("lobby-pin").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>From the home page to a room whose questions are to be written.</summary>
    /// <returns>The room's PIN, as it is in addresses.</returns>
    public async Task<string> OpenRoomAbout(string topic, int questions)
    {
        await Page.GotoAsync("/");
        await Get("host-button").ClickAsync();
        await Get("generate-switch").CheckAsync();
        await Expect(Get("create-room")).ToBeDisabledAsync();
        await Get("generate-topic").FillAsync(topic);
        await Get("generate-count").FillAsync(questions.ToString(CultureInfo.InvariantCulture));
        await FitsItsWindow();
        return await OpenRoom(60);
    }

    /// <summary>On the page where they are looked at before they are played.</summary>
    public async Task AskForQuestions(string topic, int count)
    {
        await Get("gen-topic").FillAsync(topic);
        await Get("gen-count").FillAsync(count.ToString(CultureInfo.InvariantCulture));
        await Get("gen-submit").ClickAsync();
    }

    public async Task SeesPlayers(params string[] names)
    {
        await Expect(Rows).ToHaveCountAsync(names.Length);
        foreach (var name in names) await Expect(Row(name)).ToBeVisibleAsync();
    }

    public Task SeesScore(string name, int score) => Expect(Row(name).Locator(".table-score")).ToHaveTextAsync(Written(score));

    public Task SeesAnswered(int answered, int present) => Expect(Get("answered-count")).ToHaveAttributeAsync("aria-label", $"{answered} of {present} answered");

    public Task Start() => Get("start-button").ClickAsync();

    /// <summary>The one button that leads on: closes the question, opens the next one, or shows the result.</summary>
    public async Task GoOn(string label)
    {
        await Expect(Get("next-button")).ToHaveTextAsync(label);
        await Get("next-button").ClickAsync();
    }

    private ILocator Rows => Get("player-list").Locator("li");

    private ILocator Row(string name) => Rows.Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });

    [GeneratedRegex("/host/[A-Z0-9]{6}$")]
    private static partial Regex RoomAddress();
}
