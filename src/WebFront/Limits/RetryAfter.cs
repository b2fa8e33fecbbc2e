using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Limits;

/// <summary>How refusals say when to try again: whole seconds, never too early.</summary>
public static class RetryAfter
{
    public const string Code = "rate_limited";

    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    /// <summary>429 with its header.</summary>
    public static ProblemHttpResult Answer(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, Code, Sentence(wait));
    }

    public static string Sentence(TimeSpan wait) => $"Too much at once; retry in {Seconds(wait)} s.";
}
