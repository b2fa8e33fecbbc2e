using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>What the questions hub tells its clients; shapes in docs/protocol.md.</summary>
public interface IQuestionsClient : IHubClient
{
    /// <summary>It goes on: how far it is, and what has passed since the last word.</summary>
    Task Generating(GeneratingMessage message);

    /// <summary>It is over, and there are questions.</summary>
    Task Generated(GeneratedMessage message);

    /// <summary>It is over, and there are none.</summary>
    Task GenerationFailed(GenerationFailedMessage message);
}

/// <summary>What <c>Generate</c> takes.</summary>
public sealed record GenerateRequest
{
    public string ExamType { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Topic { get; init; } = "";

    public string Difficulty { get; init; } = "";

    public string Kind { get; init; } = "single";

    public string Language { get; init; } = "en";

    public int Count { get; init; } = 10;

    /// <summary>The client's own; the same one is the same request.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Whether questions of the bank on the same topic will do when the model gives none.</summary>
    public bool AllowBank { get; init; } = true;

    public TopicView ToTopic() => new()
    {
        ExamType = ExamType,
        Subject = Subject,
        Topic = Topic,
        Difficulty = Difficulty,
        Kind = Kind,
        Language = Language,
        Count = Count,
    };
}

/// <param name="Questions">Those the connection was not told of yet.</param>
/// <param name="RemainingMs">To the deadline by which it is over.</param>
public sealed record GeneratingMessage(string RequestId, int Done, int Of, ImmutableArray<GeneratedItem> Questions, int RemainingMs);

/// <param name="Questions">All of them.</param>
/// <param name="Dropped">How many the model wrote that did not pass, by reason.</param>
/// <param name="Code">"ok", or why the model gave fewer than were asked for, or none, so that the bank stood in.</param>
/// <param name="RetryAfter">Seconds after which the model may do better, where that is known.</param>
public sealed record GeneratedMessage(
    string RequestId, ImmutableArray<GeneratedItem> Questions, ImmutableDictionary<string, int> Dropped, string Code, string? Message, int? RetryAfter);

/// <param name="RetryAfter">Seconds, where that is known.</param>
public sealed record GenerationFailedMessage(string RequestId, string Code, string Message, int? RetryAfter);

/// <param name="Id">In the bank, where it is a draft until somebody makes it ready.</param>
/// <param name="Source">"model" or "bank".</param>
public sealed record GeneratedItem(string? Id, string Source, BankDraft Question);

/// <summary>Between what grains say of a generation and what clients are told.</summary>
internal static class GenerationWording
{
    public const string Running = "running";
    public const string Done = "done";

    public static GeneratingMessage Progress(GenerationView view, int told) => new(view.RequestId, view.Done, view.Of, Items(view, told), view.RemainingMs);

    public static GeneratedMessage Result(GenerationView view) =>
        new(view.RequestId, Items(view, 0), view.Dropped, view.Code, view.Message.Length > 0 ? view.Message : null, Seconds(view));

    public static GenerationFailedMessage Failure(GenerationView view) => new(view.RequestId, view.Code, view.Message, Seconds(view));

    private static ImmutableArray<GeneratedItem> Items(GenerationView view, int from) =>
        [.. view.Questions.Skip(from).Select(q => new GeneratedItem(q.QuestionId, q.Source, q.Question))];

    private static int? Seconds(GenerationView view) => view.RetryAfterMs is { } ms ? (int)Math.Ceiling(ms / 1000.0) : null;
}
