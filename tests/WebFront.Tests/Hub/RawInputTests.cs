using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hub;

/// <summary>What no well-behaved client sends: docs/operations.md, "Raw input". Each on a front of its own, whose log is read.</summary>
public sealed class RawInputTests : IAsyncLifetime
{
    private TestFront _front = null!;
    private Guest _ada = null!;
    private HubClient _hub = null!;

    public async Task InitializeAsync()
    {
        _front = await TestFront.StartAsync();
        _ada = await _front.GuestAsync("Ada");
        _hub = await _front.ConnectAsync(_ada);
        await _hub.Call("Ping");
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"type\":1,")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"one\"}")]
    [InlineData("{\"type\":1,\"target\":5,\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\"}")]
    [InlineData("\0\0\0")]
    [InlineData("{\"type\":1e300}")]
    [InlineData("{\"type\":4294967296}")]
    [InlineData("{\"type\":0.5}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"\\ud800\",\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"\\udfff\",\"target\":\"Ping\",\"arguments\":[]}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("")]
    public async Task A_frame_that_is_no_message_is_answered_and_the_connection_lives(string frame)
    {
        await _hub.SendRaw(frame);
        (await _hub.Next("Problem")).Text("code").ShouldBe("malformed");
        await Lives();
        Logged(2101).ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"type\":77}")]
    [InlineData("{\"type\":3,\"invocationId\":\"never asked\",\"result\":1}")]
    [InlineData("{\"type\":2,\"invocationId\":\"never asked\",\"item\":1}")]
    [InlineData("{\"type\":5,\"invocationId\":\"never asked\"}")]
    [InlineData("{\"type\":8,\"sequenceId\":4}")]
    [InlineData("{\"type\":1,\"target\":\"NoSuchMethod\",\"arguments\":[]}")]
    public async Task A_message_that_wants_no_answer_gets_none_and_the_connection_lives(string frame)
    {
        await _hub.SendRaw(frame);
        await Lives();
    }

    [Theory]
    [InlineData("\"target\":\"NoSuchMethod\",\"arguments\":[]", "unknown_method")]
    [InlineData("\"target\":\"OnDisconnectedAsync\",\"arguments\":[null]", "unknown_method")]
    [InlineData("\"target\":\"Dispose\",\"arguments\":[]", "unknown_method")]
    [InlineData("\"target\":\"WatchRoom\",\"arguments\":[]", "invalid_argument")]
    [InlineData("\"target\":\"WatchRoom\",\"arguments\":[\"A\",\"B\"]", "invalid_argument")]
    [InlineData("\"target\":\"WatchRoom\",\"arguments\":[{}]", "invalid_argument")]
    [InlineData("\"target\":\"WatchRoom\",\"arguments\":[12]", "invalid_argument")]
    [InlineData("\"target\":\"WatchRoom\",\"arguments\":[null]", "invalid_argument")]
    [InlineData("\"target\":\"SubmitAnswer\",\"arguments\":[\"AAAAAA\",\"zero\",{}]", "invalid_argument")]
    [InlineData("\"target\":\"SubmitAnswer\",\"arguments\":[\"AAAAAA\",0,{\"choices\":\"all\"}]", "invalid_argument")]
    [InlineData("\"target\":\"SubmitAnswer\",\"arguments\":[\"AAAAAA\",99999999999,{}]", "invalid_argument")]
    [InlineData("\"target\":\"CreateRoom\",\"arguments\":[\"party\"]", "invalid_argument")]
    [InlineData("\"target\":\"CreateRoom\",\"arguments\":[{\"quizId\":\"x\",\"teams\":\"fixed\",\"teamNames\":null}]", "invalid_argument")]
    public async Task A_call_that_cannot_be_made_is_refused_and_the_connection_lives(string call, string code)
    {
        await Refused($$"""{"type":1,"invocationId":"x",{{call}}}""", code);
        await Lives();
        _front.Logs.Entries.Count(e => e.StartsWith("Error", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_asked_of_a_method_that_has_none_is_refused()
    {
        await Refused("""{"type":4,"invocationId":"x","target":"Ping","arguments":[]}""", "invalid_argument");
        await Lives();
    }

    [Fact]
    public async Task A_message_over_50_KB_ends_the_connection_with_an_error()
    {
        await _hub.SendRaw($$"""{"type":1,"invocationId":"x","target":"WatchRoom","arguments":["{{new string('A', 60_000)}}"]}""");
        (await _hub.Closed.WaitAsync(HubClient.Patience)).ShouldContain("payload_too_large");
        NothingSecretWasLogged();
    }

    [Fact]
    public async Task A_message_just_under_50_KB_is_read()
    {
        await Refused($$"""{"type":1,"invocationId":"x","target":"WatchRoom","arguments":["{{new string('A', 50_000)}}"]}""", "invalid_argument");
        await Lives();
    }

    [Fact]
    public async Task A_client_may_close_when_it_likes()
    {
        await _hub.SendRaw("""{"type":7}""");
        await _hub.Closed.WaitAsync(HubClient.Patience);
        NothingSecretWasLogged();
    }

    private async Task Refused(string frame, string code)
    {
        var answer = _hub.Expect("x");
        await _hub.SendRaw(frame);
        (await Should.ThrowAsync<HubRefusedException>(() => answer)).Code.ShouldBe(code);
    }

    private async Task Lives()
    {
        await _hub.Call("Ping");
        NothingSecretWasLogged();
    }

    private int Logged(int eventId) => _front.Logs.Entries.Count(e => e.Contains($"[{eventId}]", StringComparison.Ordinal));

    /// <summary>No token, and a stack of calls at most once.</summary>
    private void NothingSecretWasLogged()
    {
        _front.Logs.Entries.ShouldAllBe(e => !e.Contains(_ada.Token, StringComparison.Ordinal));
        _front.Logs.Entries.Count(e => e.Contains("   at ", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }
}
