using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests;

/// <summary>The question bank's page, as a guest has it.</summary>
public sealed partial class BankTests(ITestOutputHelper output)
{
    private const string Gift = "::1::Which wood floats worst? {=Lignum vitae ~Balsa ~Pine}\n\n::2::Broken {=a\n\n::3::A cork oak is felled for its cork. {F}\n";

    [Fact]
    public Task A_question_is_written_a_file_is_brought_and_a_room_is_drawn() => Evening.PlayAsync("bank", output, async evening =>
    {
        var (host, page) = (evening.Host, evening.Host.Page);
        await page.GotoAsync("/bank/new");
        await host.Get("edit-text").FillAsync("Which tree keeps its needles longest?");
        foreach (var (place, choice) in new[] { "Bristlecone pine", "Larch", "Yew" }.Index()) await host.Get($"edit-choice-{place}").FillAsync(choice);
        await Expect(host.Get("bank-preview")).ToContainTextAsync("Bristlecone pine");
        await host.Get("edit-save").ClickAsync();
        await Expect(page).ToHaveURLAsync(QuestionAddress());
        await host.Get("edit-status").SelectOptionAsync("ready");
        await host.Get("edit-save").ClickAsync();
        await Expect(page.GetByText("Saved as version 2")).ToBeVisibleAsync();
        await host.FitsItsWindow();

        await page.GotoAsync("/bank/import");
        await host.Get("bank-file").SetInputFilesAsync(new FilePayload { Name = "wood.gift", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Gift) });
        await Expect(host.Get("bank-format")).ToHaveValueAsync("gift");
        await host.Get("bank-check").ClickAsync();
        await Expect(host.Get("import-report")).ToContainTextAsync("2 rows are good, 1 are not");
        await Expect(host.Get("import-report")).ToContainTextAsync("braces_unbalanced");
        await host.Get("bank-store").ClickAsync();
        await Expect(host.Get("import-report")).ToContainTextAsync("2 stored");
        await host.FitsItsWindow();

        await page.GotoAsync("/bank");
        await host.Get("bank-search").FillAsync("lignum");
        await Expect(host.Get("bank-row")).ToHaveCountAsync(1);
        await host.Get("bank-row").ClickAsync();
        await Expect(host.Get("edit-text")).ToHaveValueAsync("Which wood floats worst?");

        await page.GotoAsync("/host");
        await host.Get("draw-switch").CheckAsync();
        await host.Get("draw-count").FillAsync("7");
        await evening.Look("draw");
        (await host.OpenRoom(questionSeconds: 20)).ShouldNotBeEmpty();
    });

    [GeneratedRegex("/bank/[0-9a-f]{32}$")]
    private static partial Regex QuestionAddress();
}
