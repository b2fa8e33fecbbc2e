using System.Net.Http.Json;
using System.Text.Json;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>A room of its own for one test: a host, and whoever joins. Nothing is dealt, no countdown, speed does not count.</summary>
public sealed class TestRoom : IAsyncDisposable
{
    private readonly TestFront _front;
    private readonly List<Person> _people = [];

    private TestRoom(TestFront front, Person host, JsonElement created)
    {
        (_front, Host) = (front, host);
        Pin = created.Text("pin");
        HostKey = created.Text("hostKey");
        _people.Add(host);
    }

    public Person Host { get; }

    public string Pin { get; }

    public string HostKey { get; }

    public static Task<TestRoom> OpenAsync(TestFront front, params object[] questions) => OpenWithAsync(front, [], questions);

    /// <param name="settings">Beyond the fixture's own.</param>
    public static async Task<TestRoom> OpenWithAsync(TestFront front, Dictionary<string, object?> settings, params object[] questions)
    {
        var guest = await front.GuestAsync("Hanna");
        return await OpenAsync(front, guest, await SaveAsync(front, guest, questions.Length == 0 ? [Quizzes.Choice()] : questions), settings);
    }

    /// <summary>With this person as the host.</summary>
    public static async Task<TestRoom> OpenAsync(TestFront front, Guest guest, string quizId, Dictionary<string, object?>? settings = null)
    {
        var all = new Dictionary<string, object?>(settings ?? []) { ["quizId"] = quizId };
        foreach (var (name, value) in new (string, object)[]
                 {
                     ("countdownSeconds", 0), ("shuffleChoices", false), ("questionTimeSeconds", 60), ("scoring", "noSpeed"), ("streakBonus", false),
                 })
            all.TryAdd(name, value);
        var host = new Person(guest, await front.ConnectAsync(guest));
        return new TestRoom(front, host, await host.Call("CreateRoom", all));
    }

    public static async Task<string> SaveAsync(TestFront front, Guest owner, params object[] questions)
    {
        using var rest = front.Rest(owner);
        var saved = await rest.PostAsJsonAsync("/api/quizzes", Quizzes.Of(questions));
        saved.EnsureSuccessStatusCode();
        return (await saved.Content.ReadFromJsonAsync<JsonElement>()).Text("quizId");
    }

    /// <summary>Somebody signed in and connected, but in no room.</summary>
    public async Task<Person> Stranger(string nickname = "Sly") => await Connect(await _front.GuestAsync(nickname));

    /// <summary>The same person on another connection.</summary>
    public async Task<Person> Connect(Guest guest)
    {
        var person = new Person(guest, await _front.ConnectAsync(guest));
        _people.Add(person);
        return person;
    }

    public async Task<Person> Join(string nickname, string? team = null)
    {
        var person = await Stranger(nickname);
        await person.Call("JoinRoom", Pin, nickname, team);
        return person;
    }

    public async Task<Person> Watch()
    {
        var screen = await Stranger("Screen");
        await screen.Call("WatchRoom", Pin);
        return screen;
    }

    public Task<JsonElement> Start() => Host.Call("StartRoom", Pin);

    public Task<JsonElement> GoOn() => Host.Call("NextQuestion", Pin);

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) await person.DisposeAsync();
    }
}
