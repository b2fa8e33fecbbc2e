using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Generation;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

/// <summary>
/// Rooms whose questions are being written, on the wire. Nobody writes any here: while the bank is silent a test can be the one who does, and when
/// it speaks others stand in.
/// </summary>
public sealed class GeneratedRoomTests : IAsyncLifetime
{
    // From now on: Orleans collects by the real clock what this one says is idle.
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UtcNow);
    private TroubledBank _bank = null!;
    private TestFront _front = null!;
    private Person _host = null!;

    public async Task InitializeAsync()
    {
        _front = await TestFront.StartWithAsync(
            // Time stands still: the two seconds for which a silent bank is waited for never pass.
            builder => builder.Services.AddSingleton<TimeProvider>(_time)
                .AddSingleton<IQuestionStore>(services => _bank ??= new TroubledBank(services.GetRequiredService<MemoryQuestionStore>())),
            "Limits:Messages=100000", "Limits:AiRequests=1000");
        _host = await Connected("Hanna");
    }

    public async Task DisposeAsync()
    {
        _bank.Speak();
        await _host.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Fact]
    public async Task Everybody_sees_the_progress_and_the_game_begins_with_the_questions()
    {
        _bank.FallSilent();
        var created = await Create(new { topic = "Rivers", count = 3 });
        var (pin, room) = (created.Text("pin"), created.GetProperty("room"));
        (room.Text("phase"), room.Int("of"), room.GetProperty("rules").Text("title")).ShouldBe(("generating", 0, "Rivers"));
        var writing = room.GetProperty("generation");
        (writing.Int("done"), writing.Int("of"), writing.True("starts")).ShouldBe((0, 3, false));
        writing.Int("remainingMs").ShouldBe(20_000);

        await using var ada = await Connected("Ada");
        (await ada.Call("JoinRoom", pin, "Ada")).Text("phase").ShouldBe("generating");
        await using var screen = await Connected("Screen");
        await screen.Call("WatchRoom", pin);
        (await ada.Answer(pin, 0, 1)).Text("code").ShouldBe("not_allowed_now");
        await Told(pin, room => room.GenerationAdvanced(1, 3));
        foreach (var one in new[] { _host, ada, screen }) (await one.Next("GenerationProgress", p => p.Int("done") == 1)).Int("of").ShouldBe(3);

        await _host.Call("StartRoom", pin);
        foreach (var one in new[] { _host, ada, screen }) await one.Next("GenerationProgress", p => p.True("starts"));
        await Told(pin, room => room.Furnish(new FurnishRoom([Written("1?"), Written("2?"), Written("3?")], "mixed", "rate_limited", "All keys rest."), default));
        foreach (var one in new[] { ada, screen })
        {
            var ready = await one.Next("QuestionsReady");
            (ready.Int("of"), ready.Maybe("generation")).ShouldBe((3, null));
            (await one.Next("QuestionOpened")).Text("text").ShouldBe("1?");
        }

        var told = (await _host.Next("QuestionsReady")).GetProperty("generation");
        (told.Text("source"), told.Text("code"), told.Text("message")).ShouldBe(("mixed", "rate_limited", "All keys rest."));
        var seen = (await _host.Call("Resync", pin)).GetProperty("host").GetProperty("generation");
        seen.Text("source").ShouldBe("mixed");
        (await ada.Answer(pin, 0, 1)).True("accepted").ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_but_the_host_is_told_that_others_stand_in()
    {
        // On a pin somebody guesses a screen looks on, too: what it is told is public.
        var pin = (await Create(new { topic = "Geography", count = 3 })).Text("pin");
        await using var ada = await Connected("Ada");
        await using var screen = await Connected("Screen");
        await ada.Call("JoinRoom", pin, "Ada");
        await screen.Call("WatchRoom", pin);
        await Waiting.Until(async () =>
        {
            // What is due at once is due when the clock moves.
            _time.Advance(TimeSpan.FromMilliseconds(1));
            return (await _host.Call("Resync", pin)).Text("phase") == "lobby";
        });
        await ada.Call("Resync", pin);
        await screen.Call("Resync", pin);
        var host = (await _host.Call("Resync", pin)).GetProperty("host").GetProperty("generation");
        host.Text("source").ShouldBe("bank");
        foreach (var frame in ada.Hub.Frames.Concat(screen.Hub.Frames))
            foreach (var secret in new[] { "\"source\"", host.Text("code"), host.Text("message") }) frame.ShouldNotContain(secret);

        // Whoever takes the chair is the host, and is told; the former one is a screen.
        var key = (await _host.Call("Resync", pin)).GetProperty("host").Text("hostKey");
        (await screen.Call("TakeOverRoom", pin, key)).GetProperty("host").GetProperty("generation").Text("source").ShouldBe("bank");
        (await _host.Call("WatchRoom", pin)).Maybe("host").ShouldBeNull();
    }

    [Fact]
    public void What_players_and_screens_are_sent_has_no_place_for_where_questions_came_from()
    {
        Holds(typeof(HostView)).ShouldBeTrue();
        Holds(typeof(HostQuestionsReadyMessage)).ShouldBeTrue();
        foreach (var message in typeof(IPlayClient).GetMethods().SelectMany(m => m.GetParameters()).Select(p => p.ParameterType)) Holds(message).ShouldBeFalse(message.Name);
        // A snapshot has the host's part in one member, which others have as null.
        Members(typeof(RoomSnapshot)).Where(p => p.Name != nameof(RoomSnapshot.Host)).Any(p => Holds(p.PropertyType)).ShouldBeFalse();

        static bool Holds(Type type) => type == typeof(FurnishingView) || (Within(type) is { } inner && inner.Any(Holds));
        static IEnumerable<Type> Within(Type type) => type.GetGenericArguments()
            .Concat(type.Namespace?.StartsWith("QuizOrleans", StringComparison.Ordinal) == true ? Members(type).Select(p => p.PropertyType).Where(t => t != type) : []);
        static PropertyInfo[] Members(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract")];
    }

    [Fact]
    public async Task A_topic_is_looked_at_and_one_source_named()
    {
        foreach (var generate in new object[]
                 {
                     new { }, new { topic = "" }, new { topic = new string('x', 201) }, new { topic = "x", count = 0 }, new { topic = "x", count = 31 },
                     new { topic = "x", kind = "poll" }, new { topic = "x", difficulty = "brutal" }, new { topic = "x", language = "no language" }, new { topic = "a\u0007b" },
                     new { topic = (string?)null, subject = (string?)null, kind = (string?)null },
                 })
            (await _host.Refusal("CreateRoom", new { generate })).ShouldBe("invalid_settings", JsonSerializer.Serialize(generate));
        (await _host.Refusal("CreateRoom", new { generate = new { topic = "x" }, quizId = "pack-geography" })).ShouldBe("invalid_settings");
        (await _host.Refusal("CreateRoom", new { generate = new { topic = "x" }, draw = new[] { new { count = 1 } } })).ShouldBe("invalid_settings");
        (await _host.Refusal("CreateRoom", new { generate = "x" })).ShouldBe("invalid_argument");
        (await _host.Refusal("CreateRoom", new { generate = new { topic = 1 } })).ShouldBe("invalid_argument");
    }

    private Task<JsonElement> Create(object generate) => _host.Call("CreateRoom", new { generate, countdownSeconds = 0, shuffleChoices = false });

    private async Task<Person> Connected(string name)
    {
        var guest = await _front.GuestAsync(name);
        return new Person(guest, await _front.ConnectAsync(guest));
    }

    /// <summary>As whoever writes the questions.</summary>
    private async Task Told(string pin, Func<IQuizRoomGrain, Task> tell)
    {
        Tenancy.Act("main");
        await tell(_front.Services.GetRequiredService<IGrainFactory>().GetGrain<IQuizRoomGrain>($"main/{pin}"));
    }

    private static QuestionDraft Written(string text) => new() { Text = text, Choices = [new() { Text = "a" }, new() { Text = "b", Correct = true }] };
}
