using System.Collections.Immutable;

namespace QuizOrleans.Rules.Generation;

/// <summary>Why a call to a language model brought nothing.</summary>
public enum CallFaultKind
{
    /// <summary>429: the quota of the key's project and model is used up.</summary>
    RateLimited = 0,

    /// <summary>401, or what a provider says instead: the key is not valid.</summary>
    Unauthorized = 1,

    /// <summary>403: the key may not do this.</summary>
    Forbidden = 2,

    /// <summary>400 and other 4xx: the request itself is at fault; another key would not help.</summary>
    Invalid = 3,

    /// <summary>5xx, or no connection: the provider's trouble.</summary>
    Unavailable = 4,

    /// <summary>The model refused the content, or a filter did.</summary>
    Blocked = 5,

    /// <summary>An answer without content, or not in the provider's shape.</summary>
    Unreadable = 6,

    /// <summary>No answer before the caller gave up.</summary>
    TimedOut = 7,
}

/// <summary>A quota that the provider says is used up.</summary>
/// <param name="Window">"minute", "day", or empty when it does not say.</param>
/// <param name="Limit">Calls (or tokens) a window, when told.</param>
/// <param name="IsTokens">Whether <paramref name="Limit"/> counts tokens.</param>
public sealed record QuotaHit(string Window, long? Limit, bool IsTokens);

/// <param name="Message">For the operator's log: never holds a key or a prompt.</param>
/// <param name="RetryAfter">What the provider says to wait.</param>
public sealed record CallFault(CallFaultKind Kind, string Message, TimeSpan? RetryAfter, ImmutableArray<QuotaHit> Quotas)
{
    public static CallFault Of(CallFaultKind kind, string message) => new(kind, message, null, []);
}
