using System.Collections.Immutable;

namespace QuizOrleans.Grains.Generation;

/// <summary>What a generation's grain keeps; written as JSON.</summary>
public sealed record GenerationState
{
    public StartGeneration? Request { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset Deadline { get; init; }

    /// <summary>See <see cref="GenerationView.Status"/>.</summary>
    public string Status { get; init; } = Running;

    public ImmutableArray<GeneratedQuestion> Questions { get; init; } = [];

    public ImmutableDictionary<string, int> Dropped { get; init; } = ImmutableDictionary<string, int>.Empty;

    public string Code { get; init; } = "ok";

    public string Message { get; init; } = "";

    public DateTimeOffset? RetryAt { get; init; }

    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public GenerationView ToView(DateTimeOffset now) => new(
        Request!.RequestId, Status, Questions.Length, Request.Topic.Count, Questions, Dropped, Code, Message,
        RetryAt > now ? (int)Math.Min((RetryAt.Value - now).TotalMilliseconds, int.MaxValue) : null,
        Status == Running && Deadline > now ? (int)(Deadline - now).TotalMilliseconds : 0);

    public GenerationState With(ImmutableDictionary<string, int> dropped) =>
        this with { Dropped = dropped.Aggregate(Dropped, (all, d) => all.SetItem(d.Key, all.GetValueOrDefault(d.Key) + d.Value)) };
}
