namespace QuizOrleans.Writers.Configuration;

/// <summary>Section "Generation": who writes questions. What the usual variables add: <see cref="WriterVariables"/>.</summary>
public sealed class WriterOptions
{
    public const string Section = "Generation";

    /// <summary>In order of preference.</summary>
    public IList<ProviderOptions> Providers { get; } = [];
}

/// <summary>A provider of language models.</summary>
public sealed class ProviderOptions
{
    /// <summary>1–64 of A-Z a-z 0-9 _ -, unique. Its key pool's name: another name begins a new pool.</summary>
    public string? Name { get; set; }

    /// <summary>"gemini" or "openai" (any server that speaks OpenAI's chat completions).</summary>
    public string? Kind { get; set; }

    /// <summary>Gemini: default https://generativelanguage.googleapis.com. OpenAI: up to and with the version, such as https://api.groq.com/openai/v1.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>1–10, in order of preference.</summary>
    public IList<string> Models { get; } = [];

    /// <summary>Up to 100. A server that needs no key has none.</summary>
    public IList<KeyOptions> Keys { get; } = [];

    /// <summary>How the answer's shape is asked for: "schema" (default), "object" (JSON, the schema in the prompt) or "none" (all in the prompt).</summary>
    public string? StructuredOutput { get; set; }

    /// <summary>IANA name of the zone at whose midnight a day's quota begins. Default America/Los_Angeles for Gemini, else UTC.</summary>
    public string? QuotaTimeZone { get; set; }

    /// <summary>thinkingLevel or reasoning_effort: "minimal", "low", "medium" or "high"; "none" for OpenAI's. Not sent without one.</summary>
    public string? Thinking { get; set; }

    /// <summary>OpenAI: "max_completion_tokens" (default at api.openai.com and api.groq.com) or "max_tokens" (default elsewhere).</summary>
    public string? TokenLimit { get; set; }
}

/// <summary>One key, by itself or in a file.</summary>
public sealed class KeyOptions
{
    /// <summary>1–64 of A-Z a-z 0-9 _ -. Default key-1, key-2 …</summary>
    public string? Name { get; set; }

    public string? Key { get; set; }

    /// <summary>A file that holds the key and nothing else.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Keys of one project share its quota. Default: each its own.</summary>
    public string? Project { get; set; }

    /// <summary>Calls a minute for each model. 1–1,000,000; without it the provider's refusals tell.</summary>
    public int? PerMinute { get; set; }

    /// <summary>Calls a day for each model. 1–100,000,000.</summary>
    public int? PerDay { get; set; }

    /// <summary>Where it was read from, for messages.</summary>
    internal string? Origin { get; set; }
}
