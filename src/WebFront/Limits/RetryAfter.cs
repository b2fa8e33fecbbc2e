using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Limits;

/// <summary>How refusals say when to try again: whole seconds, never too early.</summary>
public static class RetryAfter
{
    public const string Code = "rate_limited";

    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    /// <summary>429 with its header.</summary>
    public static ProblemHttpResult Answer(HttpContext context, TimeSpan wait) => Answer(context, Refusal(wait));

    /// <summary>Any refusal; with the header, where it is known when to try again.</summary>
    public static ProblemHttpResult Answer(HttpContext context, Refusal refusal)
    {
        if (refusal.RetryAfterMs is { } wait) context.Response.Headers.RetryAfter = Seconds(TimeSpan.FromMilliseconds(wait)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(refusal);
    }

    public static Refusal Refusal(TimeSpan wait) => new(Code, Sentence(wait), (int)Math.Ceiling(wait.TotalMilliseconds));

    public static string Sentence(TimeSpan wait) => $"Too much at once; retry in {Seconds(wait)} s.";
}
