using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What a room shows whose questions are being written, and its host of where they came from.</summary>
internal static partial class RoomProjector
{
    /// <param name="done">How many are there, as far as this activation has heard.</param>
    public static WritingView? Writing(RoomState state, int done, DateTimeOffset now) => state.Phase is Phase.Generating p
        ? new WritingView(Math.Min(done, p.Plan.Topic.Count), p.Plan.Topic.Count, Milliseconds(p.EndsAt - now), p.IsStarted)
        : null;

    public static FurnishingView? Furnishing(RoomState state) =>
        state.Furnishing is { } by ? new FurnishingView(Name(by.Source), by.Code, by.Message) : null;

    private static string Name(QuestionSource source) => source switch
    {
        QuestionSource.Model => "model",
        QuestionSource.Mixed => "mixed",
        QuestionSource.Bank => "bank",
        _ => "packs",
    };
}
