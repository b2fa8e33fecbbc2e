using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Pages;
using QuizOrleans.Testing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests.Fixtures;

/// <summary>A server, a browser, and the people of one game: a host, a big screen and three players on devices of their own sizes.</summary>
public sealed class Evening : IAsyncDisposable
{
    private readonly Album _album;
    private readonly Chromium _chromium;

    private Evening(string name, QuizProcess server, Chromium chromium, Host host) => (_album, Server, _chromium, Host) = (new Album(name), server, chromium, host);

    public QuizProcess Server { get; }

    public OpenTdb Quiz { get; } = OpenTdb.Load();

    public Host Host { get; }

    public Screen Screen { get; private set; } = null!;

    public Player Ada { get; private set; } = null!;

    public Player Ben { get; private set; } = null!;

    public Player Cleo { get; private set; } = null!;

    public Player[] Players => [Ada, Ben, Cleo];

    public IReadOnlyList<Visitor> Everybody => [.. new Visitor?[] { Host, Screen, Ada, Ben, Cleo }.OfType<Visitor>()];

    private IBrowser Browser => _chromium.Browser;

    /// <summary>Plays a game; when that fails, leaves pictures of all pages and the server's log.</summary>
    /// <param name="name">Begins the screenshots' names.</param>
    /// <param name="settings">More environment variables of the server.</param>
    public static async Task PlayAsync(string name, ITestOutputHelper output, Func<Evening, Task> play, IReadOnlyDictionary<string, string>? settings = null)
    {
        SetDefaultExpectTimeout(Visitor.PatienceMs);
        await using var evening = await BeginAsync(name, settings);
        try
        {
            await play(evening);
            foreach (var visitor in evening.Everybody) visitor.Faults.ShouldBeEmpty();
        }
        catch
        {
            output.WriteLine(evening.Server.Log);
            foreach (var fault in evening.Everybody.SelectMany(v => v.Faults)) output.WriteLine(fault);
            await evening.Capture("failed");
            throw;
        }
    }

    /// <summary>Everybody comes in, up to a lobby with three players.</summary>
    /// <param name="questionSeconds">As the host sets it.</param>
    public async Task Gather(int questionSeconds)
    {
        await Host.Import(Quiz);
        await Host.IsConnected();
        await Capture("setup");
        await ComeIn(await Host.OpenRoom(questionSeconds));
        await Host.SeesPlayers([.. Players.Select(p => p.Name)]);
        await Look("lobby");
    }

    /// <summary>The screen is opened, and three players join.</summary>
    public async Task ComeIn(string pin)
    {
        Screen = await Screen.OpenAsync(Browser, Server.Address, pin, 1920, 1080);
        Ada = await Player.OpenAsync(Browser, Server.Address, "Ada", 390, 844);
        Ben = await Player.OpenAsync(Browser, Server.Address, "Ben", 320, 568);
        Cleo = await Player.OpenAsync(Browser, Server.Address, "Cleopatra of Alexandria", 768, 1024);
        await Ada.JoinByPin(pin);
        await Ben.JoinByLink(pin);
        await Cleo.JoinByPin(pin);
        await Screen.SeesNames(Players.Length);
    }

    /// <summary>One player, on a phone.</summary>
    public async Task AdaJoins(string pin)
    {
        Ada = await Player.OpenAsync(Browser, Server.Address, "Ada", 390, 844);
        await Ada.JoinByPin(pin);
        await Host.SeesPlayers(Ada.Name);
    }

    public async Task AllSeeQuestion(int index)
    {
        foreach (var visitor in Everybody) await visitor.SeesQuestion(Quiz.Questions[index].Text);
    }

    /// <summary>Screen and host show one table, it holds what the players were told, and each sees his own place in it.</summary>
    public async Task ScoresAgree()
    {
        foreach (var player in Players)
        {
            await player.SeesOwnScore();
            await Host.SeesScore(player.Name, player.Score);
        }

        var standings = await Screen.Standings(Players.Length);
        (await Host.Standings(Players.Length)).ShouldBe(standings, ignoreOrder: true);
        standings.ToDictionary(s => s.Key, s => s.Value.Score).ShouldBe(Players.ToDictionary(p => p.Name, p => p.Score), ignoreOrder: true);
        standings.Values.OrderBy(s => s.Rank).Select(s => s.Score).ShouldBeInOrder(SortDirection.Descending);
        foreach (var player in Players) await player.SeesPlace(standings[player.Name], Players.Length);
    }

    public async Task AllSeeTheSamePodium()
    {
        foreach (var visitor in Everybody) await visitor.SeesPodium();
        var standings = await Screen.Standings(Players.Length);
        standings.ToDictionary(s => s.Key, s => s.Value.Score).ShouldBe(Players.ToDictionary(p => p.Name, p => p.Score), ignoreOrder: true);
        foreach (var visitor in Everybody) (await visitor.Standings(Players.Length)).ShouldBe(standings, ignoreOrder: true, visitor.Name);
        foreach (var player in Players) await player.SeesFinalPlace(standings[player.Name]);
        var winner = standings.MinBy(s => s.Value.Rank).Key;
        // The name stands between marks that keep its own writing direction.
        foreach (var visitor in Everybody.Except([Host])) await Expect(visitor.Page.Locator("h1")).ToContainTextAsync($"{winner}\u2069 wins!");
    }

    /// <summary>What holds of every page at every step; and a picture of each.</summary>
    public async Task Look(string step)
    {
        foreach (var visitor in Everybody) await visitor.IsConnected();
        await _album.Look(step, Everybody);
    }

    public Task Capture(string step) => _album.Capture(step, Everybody);

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static async Task<Evening> BeginAsync(string name, IReadOnlyDictionary<string, string>? settings)
    {
        var program = Build.Program();
        var chromium = await Chromium.LaunchAsync();
        var server = new QuizProcess(program, await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), settings);
        try
        {
            await server.StartAsync();
            return new Evening(name, server, chromium, await Host.OpenAsync(chromium.Browser, server.Address, 1280, 800));
        }
        catch
        {
            await chromium.DisposeAsync();
            await server.DisposeAsync();
            throw;
        }
    }
}
