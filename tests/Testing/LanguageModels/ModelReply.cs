namespace QuizOrleans.Testing.LanguageModels;

/// <summary>What a language model answers, or how it fails to; each wire says it in its own words. A closed set.</summary>
public abstract record ModelReply
{
    /// <summary>An answer by the text that the handler makes of the request, normally JSON.</summary>
    public static ModelReply Text(Func<ModelAsk, string> write) => new Answer(write, IsCut: false);

    public static ModelReply Text(string text) => Text(_ => text);

    /// <summary>The first part of an answer, cut off by the limit of tokens.</summary>
    public static ModelReply Truncated(string text) => new Answer(_ => text, IsCut: true);

    /// <summary>No candidate, no choice: a reply without an answer.</summary>
    public static ModelReply Empty { get; } = new NoAnswer();

    /// <summary>The prompt was not let through.</summary>
    public static ModelReply PromptBlocked(string reason = "PROHIBITED_CONTENT") => new BlockedPrompt(reason);

    /// <summary>The answer was not let out: SAFETY, RECITATION …; on the other wire always content_filter.</summary>
    public static ModelReply AnswerBlocked(string reason = "SAFETY") => new BlockedAnswer(reason);

    /// <summary>The model says no by itself (<c>refusal</c>); Gemini has only SAFETY for it.</summary>
    public static ModelReply Refusal { get; } = new Refused("I cannot help with that.");

    /// <summary>400: something in the request.</summary>
    public static ModelReply Invalid { get; } = new Error(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");

    /// <summary>The key is not valid: 400 with API_KEY_INVALID on Gemini, 401 on the other.</summary>
    public static ModelReply KeyInvalid { get; } = new Error(401, "API_KEY_INVALID", "API key not valid. Please pass a valid API key.") { IsKeyInvalid = true };

    /// <summary>A plain 401.</summary>
    public static ModelReply Unauthorized { get; } = new Error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");

    public static ModelReply Forbidden { get; } = new Error(403, "PERMISSION_DENIED", "Permission denied.");

    public static ModelReply ModelGone { get; } = new Error(404, "NOT_FOUND", "The model is not found.");

    public static ModelReply InternalError { get; } = new Error(500, "INTERNAL", "An internal error has occurred.");

    public static ModelReply Overloaded { get; } = new Error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");

    /// <summary>429.</summary>
    /// <param name="retryAfter">RetryInfo, or the header Retry-After; none when null.</param>
    /// <param name="window">"minute" or "day": names the quota (Gemini only); none when null.</param>
    /// <param name="limit">The quota's value.</param>
    public static ModelReply RateLimited(TimeSpan? retryAfter = null, string? window = null, int? limit = null, bool isTokens = false) =>
        new Error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.") { RetryAfter = retryAfter, Window = window, Limit = limit, IsTokens = isTokens };

    /// <summary>Whatever a test wants to say.</summary>
    public static ModelReply Raw(int status, string body, string contentType = "application/json") => new Verbatim(status, body, contentType);

    /// <summary>Takes the request and never answers.</summary>
    public static ModelReply Silence { get; } = new NeverAnswered();

    /// <summary>Drops the connection without a word.</summary>
    public static ModelReply Reset { get; } = new Dropped(null);

    /// <summary>A body of this many bytes.</summary>
    public static ModelReply Oversized(long bytes) => new Flood(bytes);

    /// <summary>The same after a while.</summary>
    public ModelReply After(TimeSpan wait) => new Delayed(this, wait);

    /// <summary>The same in small pieces with a pause after each.</summary>
    public ModelReply Dripping(TimeSpan pause, int bytes = 16) => new Drip(this, pause, bytes);

    /// <summary>The same, dropped in the middle of the body.</summary>
    public ModelReply CutOff() => new Dropped(this);

    internal sealed record Answer(Func<ModelAsk, string> Write, bool IsCut) : ModelReply;

    internal sealed record NoAnswer : ModelReply;

    internal sealed record BlockedPrompt(string Reason) : ModelReply;

    internal sealed record BlockedAnswer(string Reason) : ModelReply;

    internal sealed record Refused(string Words) : ModelReply;

    internal sealed record Verbatim(int Status, string Body, string ContentType) : ModelReply;

    internal sealed record NeverAnswered : ModelReply;

    internal sealed record Dropped(ModelReply? Midway) : ModelReply;

    internal sealed record Flood(long Bytes) : ModelReply;

    internal sealed record Delayed(ModelReply Then, TimeSpan Wait) : ModelReply;

    internal sealed record Drip(ModelReply Then, TimeSpan Pause, int Bytes) : ModelReply;

    internal sealed record Error(int Status, string Code, string Message) : ModelReply
    {
        public bool IsKeyInvalid { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public string? Window { get; init; }

        public int? Limit { get; init; }

        public bool IsTokens { get; init; }
    }
}
