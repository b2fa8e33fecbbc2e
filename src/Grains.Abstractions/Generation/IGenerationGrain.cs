using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;

namespace QuizOrleans.Grains.Generation;

/// <summary>
/// One request for questions from a language model, from asking to result; persisted, so that a dropped socket or a lost silo loses nothing of it.
/// Key: <see cref="GenerationKeys"/>.
/// </summary>
[Alias("quiz.IGenerationGrain")]
public interface IGenerationGrain : IGrainWithStringKey
{
    /// <summary>Begins, and answers at once. Asked again, it only tells how far it is. Refusals: invalid_argument, request_taken (same id, other request), storage_unavailable.</summary>
    [Alias("Start")]
    Task<Outcome<GenerationView>> Start(StartGeneration command, CancellationToken cancellationToken);

    /// <summary>What <see cref="Start"/> would answer, but that it begins nothing: not_found says that it would begin. Refusals besides: as of Start.</summary>
    [Alias("Look"), ReadOnly]
    Task<Outcome<GenerationView>> Look(StartGeneration command, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<GenerationView>> Read(CancellationToken cancellationToken);

    /// <summary>Stops; what has passed stays in the bank. Refusals: not_found, not_allowed_now (it is over).</summary>
    [Alias("Cancel")]
    Task<Receipt> Cancel(CancellationToken cancellationToken);

    /// <summary>Subscribes a front for <see cref="GenerationLimits.SubscriptionLease"/>; fronts renew while it runs, which also wakes it when its silo died.</summary>
    [Alias("Subscribe"), AlwaysInterleave]
    Task<Outcome<GenerationView>> Subscribe(string frontId, IGenerationObserver observer);
}

/// <summary>What a front hears of one generation.</summary>
[Alias("quiz.IGenerationObserver")]
public interface IGenerationObserver : IGrainObserver
{
    [Alias("OnUpdate"), OneWay]
    Task OnUpdate(GenerationView view);
}

/// <param name="RequestId">The client's own id of the request, 1–64 of A-Z a-z 0-9 _ -.</param>
/// <param name="RoomPin">The room that waits for it: it is told by <c>IQuizRoomGrain.GenerationAdvanced</c> and <c>Furnish</c>. Null for a request of its own.</param>
/// <param name="WithinMs">The time that there is for it; null takes the deployment's. The same each time a room asks.</param>
/// <param name="AllowFallback">Whether questions from the bank may stand in where the model gives none in time.</param>
[GenerateSerializer, Immutable, Alias("quiz.StartGeneration")]
public sealed record StartGeneration(
    [property: Id(0)] string RequestId,
    [property: Id(1)] BankCaller Caller,
    [property: Id(2)] TopicView Topic,
    [property: Id(3)] string? RoomPin,
    [property: Id(4)] bool AllowFallback = true,
    [property: Id(5)] int? WithinMs = null);

/// <summary>What to write about, as the wire says it; not yet checked.</summary>
[GenerateSerializer, Immutable, Alias("quiz.TopicView")]
public sealed record TopicView
{
    [Id(0)] public string ExamType { get; init; } = "";

    [Id(1)] public string Subject { get; init; } = "";

    [Id(2)] public string Topic { get; init; } = "";

    /// <summary>"easy", "medium", "hard" or empty.</summary>
    [Id(3)] public string Difficulty { get; init; } = "";

    /// <summary>"single", "multiple", "trueFalse", "typed", "number" or "order".</summary>
    [Id(4)] public string Kind { get; init; } = "single";

    /// <summary>BCP 47 tag such as "en".</summary>
    [Id(5)] public string Language { get; init; } = "en";

    /// <summary>1–30.</summary>
    [Id(6)] public int Count { get; init; } = 10;
}

/// <summary>How far a generation is.</summary>
/// <param name="Status">"running", "done", "failed" or "cancelled".</param>
/// <param name="Done">Questions that have passed every check so far, or stand in.</param>
/// <param name="Questions">Those, in the order they passed.</param>
/// <param name="Dropped">How many the model wrote that did not pass, by reason.</param>
/// <param name="Code">Why the model gave too few, or "ok"; for whoever asked, never for players.</param>
/// <param name="Message">A sentence to it.</param>
/// <param name="RetryAfterMs">When another try may succeed, where that is known.</param>
[GenerateSerializer, Immutable, Alias("quiz.GenerationView")]
public sealed record GenerationView(
    [property: Id(0)] string RequestId,
    [property: Id(1)] string Status,
    [property: Id(2)] int Done,
    [property: Id(3)] int Of,
    [property: Id(4)] ImmutableArray<GeneratedQuestion> Questions,
    [property: Id(5)] ImmutableDictionary<string, int> Dropped,
    [property: Id(6)] string Code,
    [property: Id(7)] string Message,
    [property: Id(8)] int? RetryAfterMs,
    [property: Id(9)] int RemainingMs);

/// <param name="QuestionId">Its id in the bank.</param>
/// <param name="Source">"model", "bank" (by topic) or "packs" (whatever comes with the product).</param>
[GenerateSerializer, Immutable, Alias("quiz.GeneratedQuestion")]
public sealed record GeneratedQuestion([property: Id(0)] string? QuestionId, [property: Id(1)] string Source, [property: Id(2)] BankDraft Question);

/// <summary>Fixed figures of the generation protocol.</summary>
public static class GenerationLimits
{
    /// <summary>How long a subscription lasts without renewal.</summary>
    public static readonly TimeSpan SubscriptionLease = TimeSpan.FromSeconds(15);
}
