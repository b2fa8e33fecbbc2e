namespace QuizOrleans.Rules.Generation;

/// <summary>What to do after a call that brought nothing.</summary>
public enum NextTry
{
    /// <summary>Another key at once: it was this one's turn to fail.</summary>
    OtherKey = 0,

    /// <summary>Again after a short, growing wait, on another key if there is one.</summary>
    Again = 1,

    /// <summary>Another provider at once: this one would say the same again.</summary>
    OtherProvider = 2,
}

/// <summary>How often and how soon a request is tried again. All of it within the request's deadline.</summary>
public static class Attempts
{
    /// <summary>Calls for one thing asked, whatever the keys.</summary>
    public const int Most = 8;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <param name="unreadable">How many answers could not be read so far: a model that babbles once may do better, one that does so twice will not.</param>
    public static NextTry After(CallFaultKind fault, int unreadable) => fault switch
    {
        CallFaultKind.RateLimited or CallFaultKind.Unauthorized or CallFaultKind.Forbidden => NextTry.OtherKey,
        CallFaultKind.Unavailable or CallFaultKind.TimedOut => NextTry.Again,
        CallFaultKind.Unreadable => unreadable < 2 ? NextTry.OtherKey : NextTry.OtherProvider,
        _ => NextTry.OtherProvider,
    };

    /// <summary>Exponential, half of it by chance, so that many who failed together do not come back together.</summary>
    /// <param name="failed">Calls in a row that failed so, 1 or more.</param>
    /// <param name="chance">0 (inclusive) to 1.</param>
    public static TimeSpan Wait(int failed, double chance)
    {
        var whole = First * Math.Pow(2, Math.Clamp(failed, 1, 10) - 1);
        if (whole > Longest) whole = Longest;
        return whole * (0.5 + (chance / 2));
    }

    /// <summary>The code that whoever asked is told when it was this fault that the last try ended with.</summary>
    public static string CodeOf(CallFaultKind fault) => fault switch
    {
        CallFaultKind.RateLimited => "provider_rate_limited",
        CallFaultKind.Unauthorized or CallFaultKind.Forbidden or CallFaultKind.Invalid => "provider_refused",
        CallFaultKind.Blocked => "content_refused",
        CallFaultKind.Unreadable => "provider_unreadable",
        CallFaultKind.TimedOut => "timed_out",
        _ => "provider_unavailable",
    };

    /// <summary>A sentence to it, for a person.</summary>
    public static string SentenceOf(CallFaultKind fault) => fault switch
    {
        CallFaultKind.RateLimited => "The language model's quota is used up for now.",
        CallFaultKind.Unauthorized or CallFaultKind.Forbidden or CallFaultKind.Invalid => "The language model refused the request; an operator must look at its set-up.",
        CallFaultKind.Blocked => "The language model will not write about this topic.",
        CallFaultKind.Unreadable => "The language model answered in a shape that could not be read.",
        CallFaultKind.TimedOut => "The language model did not answer in time.",
        _ => "The language model cannot be reached.",
    };
}
