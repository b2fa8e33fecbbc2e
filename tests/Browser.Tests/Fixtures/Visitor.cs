using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Fixtures;

/// <summary>Somebody with a browser of his own (storage, identity, window), and everything that went wrong in it.</summary>
public abstract class Visitor
{
    /// <summary>Everything is waited for, so this is how long a failure takes. A browser backs off for up to 10 s.</summary>
    public const int PatienceMs = 30_000;

    private const string TellOfPolicy =
        "addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))";

    /// <summary>What a browser logs when there is no server; a page cannot keep it from that.</summary>
    private static readonly string[] Outage = ["ERR_CONNECTION_", "ERR_EMPTY_RESPONSE", "WebSocket connection to"];

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly int _width;
    private volatile bool _outage;

    protected Visitor(string name, IPage page, int width)
    {
        (Name, Page, _width) = (name, page, width);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(_outage && Outage.Any(o => message.Text.Contains(o, StringComparison.Ordinal))))
                _faults.Enqueue($"{Name}: {message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _faults.Enqueue($"{Name}: {error}");
    }

    public string Name { get; }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions of scripts, breaches of the content security policy.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public ILocator Connection => Get("connection-state");

    protected static async Task<IPage> NewPageAsync(IBrowser browser, Uri address, int width, int height)
    {
        var isPhone = width < 600;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-US",
            IsMobile = isPhone,
            HasTouch = isPhone,
        });
        context.SetDefaultTimeout(PatienceMs);
        await context.AddInitScriptAsync(TellOfPolicy);
        return await context.NewPageAsync();
    }

    public ILocator Get(string testId) => Page.GetByTestId(testId);

    /// <summary>Every control of the page has a name that a screen reader can say.</summary>
    public async Task EverythingHasAName()
    {
        var nameless = await Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a, button, input, select')].filter(e => e.offsetParent && !(e.ariaLabel || e.labels?.length || e.textContent.trim() || e.title)).map(e => e.outerHTML)");
        nameless.ShouldBeEmpty();
    }

    public Task SeesQuestion(string text) => Expect(Get("question-text")).ToHaveTextAsync(text);

    public Task SeesPodium() => Expect(Get("podium")).ToBeVisibleAsync();

    public async Task IsConnected()
    {
        await Expect(Connection).ToBeVisibleAsync();
        await Expect(Connection).ToHaveAttributeAsync("data-status", "online");
    }

    public async Task NoticesOutage()
    {
        await Expect(Connection).ToHaveAttributeAsync("data-status", "reconnecting");
        await Expect(Connection).ToBeVisibleAsync();
    }

    /// <summary>From now on the browser may say that the server does not answer.</summary>
    public void ExpectOutage() => _outage = true;

    /// <summary>The standings on the page: name → place and score.</summary>
    public async Task<IReadOnlyDictionary<string, Standing>> Standings(int of)
    {
        var rows = Get("standings").Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(of);
        var read = new Dictionary<string, Standing>();
        foreach (var row in await rows.AllAsync())
        {
            var cells = await row.Locator("td").AllInnerTextsAsync();
            read.Add(cells[1].Trim(), new Standing(Number(cells[0]), Number(cells[2])));
        }

        return read;
    }

    /// <summary>A page that is wider than the window makes a phone's window wider too, so it is compared with the device.</summary>
    public async Task FitsItsWindow()
    {
        var width = await Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
        width.ShouldBeLessThanOrEqualTo(_width, $"{Name}'s page is wider than the window");
    }

    protected static int Number(string text) => int.Parse(text, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    protected static string Written(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

public sealed record Standing(int Rank, int Score);
