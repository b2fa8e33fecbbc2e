using System.Collections.Immutable;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Rooms;

/// <summary>Gives a room in the phase generating the questions it waits for.</summary>
/// <param name="Source">"model", "mixed" (some stand in), "bank" or "packs". Told to the host alone.</param>
/// <param name="Code">Why the model gave too few, or "ok"; told to the host alone.</param>
/// <param name="Message">A sentence to it.</param>
[GenerateSerializer, Immutable, Alias("quiz.FurnishRoom")]
public sealed record FurnishRoom(
    [property: Id(0)] ImmutableArray<QuestionDraft> Questions,
    [property: Id(1)] string Source,
    [property: Id(2)] string Code,
    [property: Id(3)] string Message);
