using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>What a room waits for whose questions are being written.</summary>
/// <param name="Topic">What they are about, and how many.</param>
/// <param name="Time">Within which they are promised.</param>
/// <param name="OwnerId">Whoever opened the room: they are written in his name, whoever is the host later.</param>
/// <param name="IsEditor">Whether what stands in may come from the tenant's own bank.</param>
/// <param name="Seed">Deals questions and choices, as in a room that has them from the start.</param>
public sealed record GenerationPlan(Topic Topic, TimeSpan Time, string OwnerId, bool IsEditor, bool ShuffleQuestions, bool ShuffleChoices, ulong Seed);

/// <summary>Where a room's questions came from, and why not all from the model. For its host alone.</summary>
/// <param name="Code">"ok", or why the model gave too few.</param>
/// <param name="Message">A sentence to it; may be empty.</param>
public sealed record Furnishing(QuestionSource Source, string Code, string Message);

[JsonConverter(typeof(JsonStringEnumConverter<QuestionSource>))]
public enum QuestionSource
{
    /// <summary>A language model wrote all of them.</summary>
    Model = 0,

    /// <summary>It wrote some, the others stand in.</summary>
    Mixed = 1,

    /// <summary>The bank, by topic.</summary>
    Bank = 2,

    /// <summary>What comes with the product, whatever it is about.</summary>
    Packs = 3,
}

/// <summary>
/// The rules of a room whose questions are being written: it is a lobby in all but the start, which is remembered. Whoever brings questions first
/// furnishes it. When nobody has by a deadline and a slack, the room says so, once, and whoever runs it brings what stands in.
/// </summary>
internal static class Generating
{
    public static Decision<RoomEvent> Open(RoomCommand.OpenGenerating c) => Decision<RoomEvent>.Of(
        new RoomEvent.Opened(c.Now, "", c.Title, c.Settings, [], c.HostId, c.HostKey),
        new RoomEvent.GenerationBegan(c.Now, c.Plan, c.Now + c.Plan.Time, c.Now + c.Plan.Time + c.Slack));

    /// <summary>Nobody to start with yet is no reason to refuse: they come while the questions are written.</summary>
    public static Decision<RoomEvent> Start(Phase.Generating phase, DateTimeOffset now) =>
        phase.IsStarted ? Decision<RoomEvent>.Nothing : new RoomEvent.StartRemembered(now);

    /// <summary>The questions, and the game if it was started and somebody is there to play it. A room for which there are none ends.</summary>
    public static Decision<RoomEvent> Furnish(RoomState state, Phase.Generating phase, RoomCommand.Furnish c)
    {
        if (c.Questions.IsDefaultOrEmpty) return new RoomEvent.Finished(c.Now, FinishReason.NoQuestions);
        var furnished = new RoomEvent.Furnished(c.Now, Deal(phase.Plan, c.Questions), c.By);
        return phase.IsStarted && !state.Players.IsEmpty
            ? Decision<RoomEvent>.Of(furnished, RoomDecider.First(RoomEvolution.Evolve(state, furnished), c.Now))
            : furnished;
    }

    private static ImmutableArray<PlayedQuestion> Deal(GenerationPlan plan, ImmutableArray<Question> questions)
    {
        var quiz = new Quiz { Title = "", Questions = [.. questions.Take(plan.Topic.Count)] };
        return PlayedQuestions.Deal(quiz, plan.ShuffleQuestions, plan.ShuffleChoices, plan.Seed);
    }
}
