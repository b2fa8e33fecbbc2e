namespace QuizOrleans.WebFront.Limits;

/// <summary>How refusals say when to try again: whole seconds, never too early.</summary>
public static class RetryAfter
{
    public const string Code = "rate_limited";

    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    public static string Sentence(TimeSpan wait) => $"Too much at once; retry in {Seconds(wait)} s.";
}
