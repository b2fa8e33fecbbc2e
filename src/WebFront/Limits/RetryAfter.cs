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

    public static string Sentence(TimeSpan wait) => $"Too much at once; retry in {Seconds(wait)} s.";

    /// <summary>A refusal over REST, with the header.</summary>
    public static ProblemHttpResult Problem(HttpContext context, Refusal refusal, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(refusal);
    }
}
