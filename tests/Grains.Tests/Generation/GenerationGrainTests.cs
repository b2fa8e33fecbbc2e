using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Grains.Tests.Rooms;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Tests.Generation;

/// <summary>Requests for questions, with a model that a test scripts. The clock stands still, so only what a test advances runs out of time.</summary>
public sealed class GenerationGrainTests : RoomTest
{
    private static readonly BankCaller Tess = new("tess", IsEditor: true);

    /// <summary>A timer that is due at once fires when the clock moves.</summary>
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(1);

    private readonly ScriptedWriter _first = new("first", "k1", "k2", "k3");
    private readonly ScriptedWriter _second = new("second", "s1");
    private readonly GenerationOptions _options = new();

    private IGenerationGrain Request(string id = "r1") => Cluster.GrainFactory.GetGrain<IGenerationGrain>(GenerationKeys.Of("t", Tess.PlayerId, id));

    protected override void Configure(IServiceCollection services) => services
        .AddSingleton<IQuestionWriter>(_first).AddSingleton<IQuestionWriter>(_second).AddSingleton(Options.Create(_options))
        .AddSingleton<GenerationMetrics>().AddSingleton<KeyPools>().AddSingleton<ModelCalls>().AddSingleton<QuestionMaker>();

    [Theory]
    [InlineData("single")]
    [InlineData("multiple")]
    [InlineData("trueFalse")]
    [InlineData("typed")]
    [InlineData("number")]
    [InlineData("order")]
    public async Task What_passes_is_a_draft_of_the_bank_that_says_where_it_comes_from(string kind)
    {
        (await Start(count: 7, kind: kind)).Status.ShouldBe("running");
        var done = await Ended();
        (done.Status, done.Code, done.Done, done.Questions.Length).ShouldBe(("done", "ok", 7, 7));
        var entries = await Bank.Find("t", [.. done.Questions.Select(q => q.QuestionId!)], default);
        entries.Length.ShouldBe(7);
        entries.ShouldAllBe(e => e.Question.Status == "draft" && e.Question.Kind == kind && e.Space == BankSpaces.Shared && e.OwnerId == "tess" && e.VerifiedBy == null);
        entries.ShouldAllBe(e => e.Provenance!.Model == "first/m1" && e.Provenance.PromptVersion == Prompt.Version && e.Provenance.RequestId == "r1");
        entries.ShouldAllBe(e => _first.Keys.Any(k => k.Entry == e.Provenance!.KeyEntry));
        done.Questions.Select(q => q.Question.Text).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task Asked_again_it_is_the_same_request_and_another_topic_is_refused()
    {
        await Start(count: 3);
        var done = await Ended();
        var calls = _first.Calls.Count;
        (await Start(count: 3)).Questions.Select(q => q.QuestionId).ShouldBe(done.Questions.Select(q => q.QuestionId));
        (await Request().Start(Command(count: 4), default)).Refusal!.Code.ShouldBe("request_taken");
        _first.Calls.Count.ShouldBe(calls);
        (await Request("other").Read(default)).Refusal!.Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task Looking_says_what_a_start_would_and_begins_nothing()
    {
        (await Request().Look(Command(count: 99), default)).Refusal!.Code.ShouldBe("invalid_argument");
        (await Request().Look(Command(count: 3), default)).Refusal!.Code.ShouldBe("not_found");
        (await Request().Read(default)).Refusal!.Code.ShouldBe("not_found");
        await Start(count: 3);
        (await Request().Look(Command(count: 3), default)).Value!.Of.ShouldBe(3);
        (await Request().Look(Command(count: 4), default)).Refusal!.Code.ShouldBe("request_taken");
    }

    [Fact]
    public async Task A_wrong_key_is_found_by_the_second_pass_and_the_rest_is_asked_for_again()
    {
        _first.Author.WrongKeys = 1;
        await Start(count: 4);
        var done = await Ended();
        (done.Status, done.Code, done.Done).ShouldBe(("done", "ok", 4));
        done.Dropped["disagreed"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_the_second_pass_cannot_look_at_is_not_taken()
    {
        _first.Instead = (call, _) => Task.FromResult(ScriptedWriter.IsSecondPass(call) ? ScriptedWriter.Fault(CallFaultKind.Invalid) : null);
        _second.Instead = (_, _) => Task.FromResult<WriterReply?>(ScriptedWriter.Fault(CallFaultKind.Blocked));
        await Start(count: 4);
        var done = await Ended();
        (done.Status, done.Done).ShouldBe(("failed", 0));
        done.Dropped["unchecked"].ShouldBeGreaterThanOrEqualTo(4);
        (await Bank.List("t", ["*"], new BankFilter(), null, 10, default)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_bank_has_is_dropped()
    {
        await Start(count: 3);
        var first = await Ended();
        // The same model all over: it writes what it wrote, and then something new.
        var written = 0;
        _first.Instead = (call, _) => Task.FromResult(ScriptedWriter.IsSecondPass(call) || written++ > 0 ? null : (WriterReply?)new WriterReply.Written(Json(first), false, 1, 1));
        await Request("r2").Start(Command("r2", 3), default);
        var second = await Ended("r2");
        (second.Status, second.Done).ShouldBe(("done", 3));
        second.Dropped["in_bank"].ShouldBe(3);
    }

    [Theory]
    [InlineData(CallFaultKind.RateLimited)]
    [InlineData(CallFaultKind.Unauthorized)]
    [InlineData(CallFaultKind.Forbidden)]
    public async Task A_key_that_is_refused_is_followed_by_the_next(CallFaultKind fault)
    {
        _first.Instead = (call, _) => Task.FromResult(call.KeyEntry == "k1" ? ScriptedWriter.Fault(fault, TimeSpan.FromMinutes(10)) : null);
        await Start(count: 3);
        (await Ended()).Done.ShouldBe(3);
        _first.Calls.Count(c => c.KeyEntry == "k1").ShouldBeLessThanOrEqualTo(1);
        _second.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(CallFaultKind.Invalid)]
    [InlineData(CallFaultKind.Blocked)]
    [InlineData(CallFaultKind.Unauthorized)]
    [InlineData(CallFaultKind.RateLimited)]
    [InlineData(CallFaultKind.Unreadable)]
    public async Task A_provider_that_is_no_use_is_followed_by_the_next(CallFaultKind fault)
    {
        _first.Instead = (_, _) => Task.FromResult<WriterReply?>(ScriptedWriter.Fault(fault));
        await Start(count: 3);
        var done = await Ended();
        done.Done.ShouldBe(3);
        (await Bank.Find("t", [.. done.Questions.Select(q => q.QuestionId!)], default)).ShouldAllBe(e => e.Provenance!.Model == "second/m1");
    }

    [Fact]
    public async Task An_overloaded_provider_is_tried_again_within_the_deadline()
    {
        var failures = 4;
        _first.Instead = (_, _) => Task.FromResult(Interlocked.Decrement(ref failures) >= 0 ? ScriptedWriter.Fault(CallFaultKind.Unavailable) : null);
        var began = Cluster.Time.GetUtcNow();
        await Start(count: 3);
        (await Ended(TimeSpan.FromMilliseconds(200))).Done.ShouldBe(3);
        (Cluster.Time.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_slow_call_is_overtaken_by_a_second_one_on_another_key()
    {
        var slow = "";
        _first.Instead = async (call, stop) =>
        {
            if (slow.Length == 0) slow = call.KeyEntry;
            return call.KeyEntry == slow ? await ScriptedWriter.Silence(stop) : null;
        };
        var began = Cluster.Time.GetUtcNow();
        await Start(count: 3);
        (await Ended(TimeSpan.FromSeconds(1))).Done.ShouldBe(3);
        (Cluster.Time.GetUtcNow() - began).ShouldBeInRange(_options.HedgeAfter, _options.HedgeAfter * 2.5);
    }

    [Fact]
    public async Task Silence_ends_by_the_deadline_with_the_bank_or_with_a_reason()
    {
        _first.Instead = _second.Instead = (_, stop) => ScriptedWriter.Silence(stop);
        var began = Cluster.Time.GetUtcNow();
        await Start(count: 3);
        var done = await Ended(TimeSpan.FromSeconds(1));
        (done.Status, done.Code).ShouldBe(("failed", "timed_out"));
        (Cluster.Time.GetUtcNow() - began).ShouldBeLessThanOrEqualTo(_options.RequestTime);

        await Bank.Add("t", [.. Enumerable.Range(0, 5).Select(i => Banks.Stored($"q{i}", Banks.Choice($"Which volcano is number {i}?") with { Category = "Volcanoes" }))], default);
        await Request("r2").Start(Command("r2", 3), default);
        var stoodIn = await Ended("r2", TimeSpan.FromSeconds(1));
        (stoodIn.Status, stoodIn.Code, stoodIn.Done).ShouldBe(("done", "timed_out", 3));
        stoodIn.Questions.ShouldAllBe(q => q.Source == FallbackQuestions.Bank);

        await Request("r3").Start(Command("r3", 3) with { AllowFallback = false }, default);
        (await Ended("r3", TimeSpan.FromSeconds(1))).Status.ShouldBe("failed");
    }

    [Fact]
    public async Task A_writer_that_cannot_be_stopped_holds_up_nobody()
    {
        _first.Instead = _second.Instead = (_, _) => ScriptedWriter.Silence(CancellationToken.None);
        var began = Cluster.Time.GetUtcNow();
        await Start(count: 3);
        (await Ended(TimeSpan.FromSeconds(1))).Code.ShouldBe("timed_out");
        (Cluster.Time.GetUtcNow() - began).ShouldBeLessThanOrEqualTo(_options.RequestTime);
    }

    [Fact]
    public async Task Whoever_cancels_is_obeyed_at_once_and_what_had_passed_stays()
    {
        var calls = 0;
        _first.Instead = async (call, stop) => ScriptedWriter.IsSecondPass(call) || Interlocked.Increment(ref calls) == 1 ? null : await ScriptedWriter.Silence(stop);
        await Start(count: 10);
        await Cluster.AdvanceUntilAsync(AMoment, async () => (await Request().Read(default)).Value!.Done > 0);
        (await Request().Cancel(default)).Accepted.ShouldBeTrue();
        var view = (await Request().Read(default)).Value!;
        (view.Status, view.Code).ShouldBe(("cancelled", "cancelled"));
        (await Bank.List("t", ["*"], new BankFilter(), null, 10, default)).Items.Length.ShouldBe(view.Done);
        (await Request().Cancel(default)).Code.ShouldBe("not_allowed_now");
        (await Request("none").Cancel(default)).Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task A_lost_silo_costs_a_request_nothing_that_was_told()
    {
        var isOpen = false;
        var calls = 0;
        _first.Instead = async (call, stop) => ScriptedWriter.IsSecondPass(call) || Volatile.Read(ref isOpen) || Interlocked.Increment(ref calls) == 1 ? null : await ScriptedWriter.Silence(stop);
        await Start(count: 10);
        await Cluster.AdvanceUntilAsync(AMoment, async () => (await Request().Read(default)).Value!.Done > 0);
        var before = (await Request().Read(default)).Value!.Questions.Select(q => q.QuestionId).ToList();
        await Cluster.KillAsync(() => Volatile.Write(ref isOpen, true));
        var done = await Ended();
        done.Done.ShouldBe(10);
        done.Questions.Take(before.Count).Select(q => q.QuestionId).ShouldBe(before);
    }

    [Fact]
    public async Task It_is_forgotten_after_its_time()
    {
        await Start(count: 1);
        await Ended();
        await Cluster.AdvanceUntilAsync(_options.KeepFor / 4, async () => (await Request().Read(default)).Refusal?.Code == "not_found");
    }

    [Theory]
    [InlineData("", "single", "en", 3)]
    [InlineData("Volcanoes", "slide", "en", 3)]
    [InlineData("Volcanoes", "single", "?", 3)]
    [InlineData("Volcanoes", "single", "en", 31)]
    [InlineData("Vol\u0000canoes", "single", "en", 3)]
    public async Task What_cannot_be_asked_for_is_refused_and_costs_no_call(string topic, string kind, string language, int count)
    {
        var refused = await Request().Start(Command(count: count) with { Topic = new TopicView { Topic = topic, Kind = kind, Language = language, Count = count } }, default);
        refused.Refusal!.Code.ShouldBe("invalid_argument");
        _first.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_room_gets_its_questions_and_says_how_far_it_is()
    {
        var room = (await Room.Open(new OpenRoom(Host, Settings with { QuizId = "", Generate = new TopicView { Topic = "Volcanoes", Count = 7 } }), default)).Value.ShouldNotBeNull().Room;
        room.Phase.ShouldBe("generating");
        await Cluster.AdvanceUntilAsync(AMoment, async () => (await Seen()).Phase == "lobby");
        var seen = (await Room.Watch(Host, default)).Value!;
        (seen.Of, seen.Host!.Generation!.Source, seen.Host.Generation.Code).ShouldBe((7, "model", "ok"));
        await Join("ada");
        (await Room.Start(Host, default)).Accepted.ShouldBeTrue();
        (await Seen()).Question.ShouldNotBeNull().Text.ShouldStartWith("Which is the number of");
    }

    [Fact]
    public async Task A_room_whose_model_is_silent_plays_what_stands_in_within_its_time()
    {
        _first.Instead = _second.Instead = (_, stop) => ScriptedWriter.Silence(stop);
        await Bank.Add("t", [.. Enumerable.Range(0, 8).Select(i => Banks.Stored($"q{i}", Banks.Choice($"Something else, number {i}?"), BankSpaces.BuiltIn))], default);
        var began = Cluster.Time.GetUtcNow();
        await Room.Open(new OpenRoom(Host, Settings with { QuizId = "", Generate = new TopicView { Topic = "Volcanoes", Count = 5 } }), default);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(1), async () => (await Seen()).Phase == "lobby");
        (Cluster.Time.GetUtcNow() - began).ShouldBeLessThanOrEqualTo(RoomOptions.GenerationTime + TimeSpan.FromSeconds(1));
        var seen = (await Room.Watch(Host, default)).Value!;
        (seen.Of, seen.Host!.Generation!.Source, seen.Host.Generation.Code).ShouldBe((5, "packs", "timed_out"));
        (await Room.Watch("ada", default)).Value!.Host.ShouldBeNull();
    }

    private static StartGeneration Command(string id = "r1", int count = 3, string kind = "single") =>
        new(id, Tess, new TopicView { Topic = "Volcanoes", Count = count, Kind = kind }, null);

    private async Task<GenerationView> Start(int count, string kind = "single") => (await Request().Start(Command(count: count, kind: kind), default)).Value.ShouldNotBeNull();

    private Task<GenerationView> Ended(TimeSpan? step = null) => Ended("r1", step);

    /// <param name="step">How time goes by meanwhile; next to not at all when null.</param>
    private async Task<GenerationView> Ended(string id, TimeSpan? step = null)
    {
        GenerationView view = null!;
        async Task<bool> IsOver() => (view = (await Request(id).Read(default)).Value!).Status != "running";
        await Cluster.AdvanceUntilAsync(step ?? AMoment, IsOver);
        return view;
    }

    private static string Json(GenerationView view) => System.Text.Json.JsonSerializer.Serialize(
        new { questions = view.Questions.Select(q => new { text = q.Question.Text, choices = q.Question.Choices.Select(c => new { text = c.Text, correct = c.Correct }), explanation = q.Question.Explanation }) });
}
