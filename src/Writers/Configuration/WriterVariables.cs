using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QuizOrleans.Writers.Configuration;

/// <summary>
/// The usual variables: X_API_KEY, X_API_KEY_1 … X_API_KEY_99, each also as a file by X_API_KEY_FILE, X_API_KEY_1_FILE …; X_PROJECT, X_PROJECT_1 …; X_MODEL (several
/// with commas) and X_BASE_URL, where X is GEMINI, GROQ or OPENAI. A provider that the section names is left as it is there.
/// </summary>
internal static class WriterVariables
{
    /// <summary>Stable models of September 2026 and July 2026 (https://ai.google.dev/gemini-api/docs/deprecations); 2.5 is shut down in December 2026.</summary>
    private static readonly string[] GeminiModels = ["gemini-3.8-flash", "gemini-3.5-flash-lite"];

    /// <summary>Groq's production models with strict schemas; Llama 3 was shut down on 2026-08-16 (https://console.groq.com/docs/deprecations, …/structured-outputs).</summary>
    private static readonly string[] GroqModels = ["openai/gpt-oss-120b", "openai/gpt-oss-20b"];

    public static IEnumerable<ProviderOptions> Read(IConfiguration configuration)
    {
        var gemini = Provider(configuration, "GEMINI", "gemini", null, GeminiModels);
        if (gemini.Keys.Count > 0) yield return gemini;
        var groq = Provider(configuration, "GROQ", "openai", "https://api.groq.com/openai/v1", GroqModels);
        if (groq.Keys.Count > 0) yield return groq;
        // A key for OpenAI lies about in many environments for other purposes: it takes an address or a model to mean us.
        var openAi = Provider(configuration, "OPENAI", "openai", "https://api.openai.com/v1", []);
        if (openAi.Models.Count > 0 || Value(configuration, "OPENAI_BASE_URL") is not null) yield return openAi;
    }

    private static ProviderOptions Provider(IConfiguration configuration, string prefix, string kind, string? address, string[] models)
    {
        var named = Value(configuration, $"{prefix}_MODEL")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var provider = new ProviderOptions
        {
            Name = prefix.ToLowerInvariant(),
            Kind = kind,
            BaseAddress = Value(configuration, $"{prefix}_BASE_URL") ?? address,
            // Whoever waits has seconds: our own models think shortly, others as they like.
            Thinking = named is null && models.Length > 0 ? "low" : null,
        };
        foreach (var model in named ?? models) provider.Models.Add(model);
        foreach (var suffix in Enumerable.Range(0, 100).Select(n => n == 0 ? "" : $"_{n.ToString(CultureInfo.InvariantCulture)}"))
        {
            if (Key(configuration, prefix, suffix) is { } key && !provider.Keys.Any(k => k.Key is not null && k.Key == key.Key)) provider.Keys.Add(key);
        }

        return provider;
    }

    private static KeyOptions? Key(IConfiguration configuration, string prefix, string suffix)
    {
        var (variable, fileVariable) = ($"{prefix}_API_KEY{suffix}", $"{prefix}_API_KEY{suffix}_FILE");
        var (key, file) = (Value(configuration, variable), Value(configuration, fileVariable));
        if (key is null && file is null) return null;
        return new KeyOptions
        {
            Name = suffix.Length == 0 ? "key" : $"key-{suffix[1..]}",
            Key = key,
            KeyFile = file,
            Project = Value(configuration, $"{prefix}_PROJECT{suffix}"),
            Origin = key is null ? fileVariable : variable,
        };
    }

    /// <summary>What is empty is not there: compose files pass variables on that nobody set.</summary>
    private static string? Value(IConfiguration configuration, string name) => configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
