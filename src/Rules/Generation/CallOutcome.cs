using System.Collections.Immutable;

namespace QuizOrleans.Rules.Generation;

/// <summary>What came of a leased call. A closed set.</summary>
public abstract record CallOutcome(int PromptTokens, int AnswerTokens)
{
    /// <summary>The faults by the names that views and reports carry.</summary>
    public static readonly ImmutableSortedDictionary<string, CallFaultKind> Names = new Dictionary<string, CallFaultKind>
    {
        ["rate_limited"] = CallFaultKind.RateLimited,
        ["unauthorized"] = CallFaultKind.Unauthorized,
        ["forbidden"] = CallFaultKind.Forbidden,
        ["invalid"] = CallFaultKind.Invalid,
        ["unavailable"] = CallFaultKind.Unavailable,
        ["blocked"] = CallFaultKind.Blocked,
        ["unreadable"] = CallFaultKind.Unreadable,
        ["timed_out"] = CallFaultKind.TimedOut,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static string NameOf(CallFaultKind kind) => Names.First(name => name.Value == kind).Key;

    public sealed record Succeeded(int PromptTokens, int AnswerTokens) : CallOutcome(PromptTokens, AnswerTokens);

    /// <param name="RetryAfter">What the provider said to wait.</param>
    public sealed record Failed(CallFaultKind Kind, TimeSpan? RetryAfter, ImmutableArray<QuotaHit> Quotas, int PromptTokens = 0, int AnswerTokens = 0)
        : CallOutcome(PromptTokens, AnswerTokens);

    /// <summary>No longer wanted: nobody's fault.</summary>
    public sealed record Cancelled() : CallOutcome(0, 0);
}
