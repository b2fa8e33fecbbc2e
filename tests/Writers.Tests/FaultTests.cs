using QuizOrleans.Grains.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Testing.LanguageModels;

namespace QuizOrleans.Writers.Tests;

/// <summary>Every way a provider fails, on both wires. Time runs out by the caller's token alone, so the tests give it up themselves.</summary>
public sealed class FaultTests : WriterTest
{
    private static readonly string[] Secrets = [Key, OtherKey, "instruction-of-ours", "a topic of somebody", "secret-answer", "You exceeded", "overloaded"];

    public static TheoryData<ModelWire, string, CallFaultKind> Faults()
    {
        var data = new TheoryData<ModelWire, string, CallFaultKind>();
        foreach (var wire in Enum.GetValues<ModelWire>())
        {
            foreach (var (name, (_, kind)) in Named) data.Add(wire, name, kind);
        }

        return data;
    }

    private static readonly Dictionary<string, (ModelReply Reply, CallFaultKind Kind)> Named = new()
    {
        ["400"] = (ModelReply.Invalid, CallFaultKind.Invalid),
        ["key invalid"] = (ModelReply.KeyInvalid, CallFaultKind.Unauthorized),
        ["401"] = (ModelReply.Unauthorized, CallFaultKind.Unauthorized),
        ["403"] = (ModelReply.Forbidden, CallFaultKind.Forbidden),
        ["404"] = (ModelReply.ModelGone, CallFaultKind.Unavailable),
        ["408"] = (ModelReply.Raw(408, ""), CallFaultKind.TimedOut),
        ["413"] = (ModelReply.Raw(413, "<html>too large</html>", "text/html"), CallFaultKind.Invalid),
        ["429"] = (ModelReply.RateLimited(), CallFaultKind.RateLimited),
        ["500"] = (ModelReply.InternalError, CallFaultKind.Unavailable),
        ["502"] = (ModelReply.Raw(502, "<html>secret-answer</html>", "text/html"), CallFaultKind.Unavailable),
        ["503"] = (ModelReply.Overloaded, CallFaultKind.Unavailable),
        ["redirect"] = (ModelReply.Raw(307, ""), CallFaultKind.Unavailable),
        ["empty"] = (ModelReply.Empty, CallFaultKind.Unreadable),
        ["no text"] = (ModelReply.Truncated(""), CallFaultKind.Unreadable),
        ["no JSON"] = (ModelReply.Raw(200, "secret-answer"), CallFaultKind.Unreadable),
        ["a list"] = (ModelReply.Raw(200, "[1]"), CallFaultKind.Unreadable),
        ["half of the JSON"] = (ModelReply.Raw(200, "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"secret-answer"), CallFaultKind.Unreadable),
        ["other types"] = (ModelReply.Raw(200, """{"candidates":{"a":1},"choices":7,"promptFeedback":[],"usage":"x","usageMetadata":[]}"""), CallFaultKind.Unreadable),
        ["too deep"] = (ModelReply.Raw(200, new string('[', 100_000)), CallFaultKind.Unreadable),
        ["error of other types"] = (ModelReply.Raw(429, """{"error":{"code":{},"status":[],"details":[1,null,{"@type":5},{"@type":"x/google.rpc.RetryInfo","retryDelay":{}}]}}"""), CallFaultKind.RateLimited),
        ["an error that is a text"] = (ModelReply.Raw(403, """{"error":"secret-answer"}"""), CallFaultKind.Forbidden),
        ["prompt blocked"] = (ModelReply.PromptBlocked(), CallFaultKind.Blocked),
        ["answer blocked"] = (ModelReply.AnswerBlocked(), CallFaultKind.Blocked),
        ["recitation"] = (ModelReply.AnswerBlocked("RECITATION"), CallFaultKind.Blocked),
        ["refusal"] = (ModelReply.Refusal, CallFaultKind.Blocked),
        ["reset"] = (ModelReply.Reset, CallFaultKind.Unavailable),
        ["cut off"] = (ModelReply.Text("secret-answer").CutOff(), CallFaultKind.Unavailable),
        ["oversized"] = (ModelReply.Oversized(64 * 1024 * 1024), CallFaultKind.Unreadable),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_has_its_kind_and_its_words_hold_no_secret(ModelWire wire, string name, CallFaultKind kind)
    {
        Models.On().Always(Named[name].Reply);
        var fault = await Fault(Writer(wire));
        fault.Kind.ShouldBe(kind, fault.Message);
        fault.Message.ShouldStartWith("models: ");
        foreach (var secret in Secrets) string.Join('\n', Log.Append(fault.Message)).ShouldNotContain(secret);
    }

    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task Nobody_there_is_a_fault_of_the_provider(ModelWire wire)
    {
        var port = Testing.FreePorts.Next();
        (await Fault(Writer(wire, ("BaseAddress", $"http://127.0.0.1:{port}")))).Kind.ShouldBe(CallFaultKind.Unavailable);
    }

    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task Silence_lasts_until_the_caller_gives_up(ModelWire wire)
    {
        Models.On().Always(ModelReply.Silence);
        using var patience = new CancellationTokenSource();
        var asked = Writer(wire).Ask(Call(), patience.Token);
        while (Models.Calls.IsEmpty) await Task.Delay(5);
        asked.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task A_drip_that_is_too_slow_ends_when_the_caller_gives_up(ModelWire wire)
    {
        Models.On().Always(ModelReply.Text("{}").Dripping(TimeSpan.FromHours(1), 4));
        using var patience = new CancellationTokenSource();
        var asked = Writer(wire).Ask(Call(), patience.Token);
        while (Models.Calls.IsEmpty) await Task.Delay(5);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_key_that_this_silo_does_not_know_is_no_error_of_the_key() =>
        (await Writer(ModelWire.Gemini).Ask(Call(entry: "key-7"), default)).ShouldBeOfType<WriterReply.Failed>().Fault.Kind.ShouldBe(CallFaultKind.Unavailable);
}
