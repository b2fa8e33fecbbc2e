using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Tests.Hub;

/// <summary>What is written by generated code is what the serializer writes without it.</summary>
public sealed class PlayJsonTests
{
    private static readonly PlayerView Zoë = new("p1", "Zoë \"<&>\" 愛 \u0001", null, 3, 1, true);
    private static readonly RevealView Reveal = new(
        1, 5, new CorrectView([2], null, null, null), [new AnswerShare(2, null, 1), new AnswerShare(null, "ö", 0)], "Weil’s so ist", [new StandingView(1, "p1", "Zoë", null, 9, 1234)], [], null);

    private readonly ForgivingJsonProtocol _protocol = new(
        Options.Create(new JsonHubProtocolOptions()), Options.Create(new WebOptions()), NullLogger<ForgivingJsonProtocol>.Instance);

    public static TheoryData<object> Messages() =>
    [
        new PlayersMessage("PIN", 2, 1, [Zoë, Zoë with { Team = "Blau" }], null),
        new QuestionOpenedMessage("PIN", 2, 1, 0, 5, "single", "Größe?", [new ChoiceView(0, "a/b"), new ChoiceView(1, "c'd")], 1000, 20_000, 19_999, "", "general"),
        new RoomFinishedMessage("PIN", 9, 8, [new StandingView(1, "p1", "Zoë", "Rot", 9, 5)], [new TeamView(1, "Rot", 9, 1)], null, "completed", null, [new RatingChangeView("p1", 1500, 1512)]),
        new RoomFinishedMessage("PIN", 9, 8, [], [], "p1", "forfeited", "p2", null),
        new RoomResumedMessage("PIN", 9, 8, "lobby", null),
        new MatchFoundMessage("PIN", new DuelistView("p2", "Ω", 1500, true, "human"), 15_000),
        new Receipt(false, "late", "Too late.", 7),
        new Pong(new DateTimeOffset(2026, 11, 21, 9, 8, 7, 654, TimeSpan.Zero)),
        new RoomSnapshot
        {
            Pin = "PIN", Version = 3, Kind = "duel", Phase = "reveal", Index = 1, Of = 5, Locked = false, HostConnected = true, PlayerCount = 1, Answered = 0, Present = 1,
            Players = [Zoë], Rules = new RulesView("Ä", "auto", "speed", true, false, "none", ["x"], 500, 2, "time"), Reveal = Reveal,
            You = new YouView("p1", "Zoë", null, 1, 1, 0, 1.5, new AnswerView { Order = [1, 0] }, new PlayerResult("p1", new AnswerView { Number = 1e21 }, true, 1, 2, 1, 0)),
            Duel = new DuelView("general", true, [], null, 5, ["p1"], null, [], null, "secret-queue"),
        },
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_the_same_bytes(object message)
    {
        var invocation = new InvocationMessage("Any", [message]);
        Text(_protocol.GetMessageBytes(invocation)).ShouldBe(Text(Reflecting().GetMessageBytes(invocation)));
        var completion = CompletionMessage.WithResult("7", message);
        Text(_protocol.GetMessageBytes(completion)).ShouldBe(Text(Reflecting().GetMessageBytes(completion)));
    }

    [Fact]
    public void A_reveal_has_what_all_share_and_ones_own()
    {
        var own = new PlayerResult("p1", null, false, 0, 9, 1, 0);
        var written = Text(_protocol.GetMessageBytes(new InvocationMessage("QuestionClosed", [new QuestionClosedMessage(new("PIN", 4, 3, Reveal), own)])));
        var body = JsonDocument.Parse(written[..^1]).RootElement.GetProperty("arguments")[0];
        body.GetProperty("explanation").GetString().ShouldBe("Weil’s so ist");
        body.GetProperty("you").GetRawText().ShouldBe("""{"playerId":"p1","correct":false,"points":0,"score":9,"rank":1,"streak":0}""");
        written.ShouldContain("""{"type":1,"target":"QuestionClosed","arguments":[{"pin":"PIN","version":4,"since":3,"index":1,"of":5,"correct":{"choices":[2]},""");
        written.ShouldContain("Weil’s so ist");
    }

    public static TheoryData<AnswerView> Answers() =>
    [
        new AnswerView { Choices = [1, 2] },
        new AnswerView { Choices = [] },
        new AnswerView { Text = "Größe \"x\"" },
        new AnswerView { Number = 0 },
        new AnswerView { Order = [1, 0] },
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_in_a_reveal_has_the_shape_of_the_view(AnswerView answer)
    {
        var view = new PlayerResult("p1", answer, true, 1, 2, 3, 4);
        var right = new CorrectView(answer.Choices, answer.Text, answer.Number, answer.Order);
        var written = Text(_protocol.GetMessageBytes(new InvocationMessage("QuestionClosed", [new QuestionClosedMessage(new("PIN", 4, 3, Reveal with { Correct = right }), view)])));
        var body = JsonDocument.Parse(written[..^1]).RootElement.GetProperty("arguments")[0];
        body.GetProperty("you").GetRawText().ShouldBe(Argument(view));
        body.GetProperty("correct").GetRawText().ShouldBe(Argument(right));
    }

    [Fact]
    public void All_that_the_play_hub_says_has_its_generated_code()
    {
        var told = typeof(IPlayClient).GetMethods().Concat(typeof(IHubClient).GetMethods()).Select(m => m.GetParameters().Single().ParameterType);
        var answered = typeof(PlayHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(m => m.ReturnType).Select(t => t.IsGenericType ? t.GetGenericArguments()[0] : t).Where(t => t != typeof(Task) && t != typeof(void));
        foreach (var type in told.Concat(answered).Append(typeof(HostQuestionsReadyMessage)).Distinct())
            PlayJson.Writing.GetTypeInfo(type).OriginatingResolver.ShouldBeOfType<PlayJson>(type.Name);
    }

    private static string Argument(object argument) =>
        JsonDocument.Parse(Text(Reflecting().GetMessageBytes(new InvocationMessage("Any", [argument])))[..^1]).RootElement.GetProperty("arguments")[0].GetRawText();

    private static JsonHubProtocol Reflecting()
    {
        var options = new JsonHubProtocolOptions();
        options.PayloadSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        return new JsonHubProtocol(Options.Create(options));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
