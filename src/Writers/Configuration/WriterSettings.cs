using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;

namespace QuizOrleans.Writers.Configuration;

/// <summary>Reads and checks the providers. A bad value stops the start and names itself; no message holds a key.</summary>
internal static class WriterSettings
{
    private const int MostModels = 10;
    private const string Google = "https://generativelanguage.googleapis.com";

    private static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high"];

    /// <exception cref="OptionsValidationException">Something is wrong; all faults at once.</exception>
    public static ImmutableArray<ProviderSettings> Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(WriterOptions.Section).Get<WriterOptions>() ?? new WriterOptions();
        foreach (var provider in WriterVariables.Read(configuration))
        {
            if (!options.Providers.Any(p => string.Equals(p.Name, provider.Name, StringComparison.OrdinalIgnoreCase))) options.Providers.Add(provider);
        }

        List<string> faults = [];
        var settings = options.Providers.Select((provider, i) => Provider(provider, $"{WriterOptions.Section}:Providers:{i}", faults)).ToImmutableArray();
        foreach (var twice in options.Providers.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Key is not null && g.Count() > 1))
            faults.Add($"{WriterOptions.Section}:Providers has two named '{twice.Key}'.");
        return faults.Count == 0 ? settings : throw new OptionsValidationException(WriterOptions.Section, typeof(WriterOptions), faults);
    }

    private static ProviderSettings Provider(ProviderOptions options, string where, List<string> faults)
    {
        var named = TenantKey.IsPart(options.Name) ? $"{where} ({options.Name})" : where;
        if (!TenantKey.IsPart(options.Name)) faults.Add($"{where}:Name must be 1 to {TenantKey.MaxIdLength} of A-Z a-z 0-9 _ -.");
        var isGemini = string.Equals(options.Kind, "gemini", StringComparison.OrdinalIgnoreCase);
        if (!isGemini && !string.Equals(options.Kind, "openai", StringComparison.OrdinalIgnoreCase)) faults.Add($"{named}: Kind must be gemini or openai, not '{options.Kind}'.");
        var address = Address(options.BaseAddress ?? (isGemini ? Google : null), named, faults);
        var keys = KeyReader.Read(options, named, faults);
        if (isGemini && options.Keys.Count == 0) faults.Add($"{named}: Keys must name one at least.");
        return new ProviderSettings
        {
            Name = options.Name ?? "",
            IsGemini = isGemini,
            BaseAddress = address,
            Models = Models(options, isGemini, named, faults),
            Keys = keys,
            Output = Output(options, named, faults),
            QuotaDays = Zone(options.QuotaTimeZone ?? (isGemini ? "America/Los_Angeles" : "UTC"), named, faults),
            Thinking = OneOf(options.Thinking, Efforts, "Thinking", named, faults),
            TokenLimit = OneOf(options.TokenLimit, ["max_tokens", "max_completion_tokens"], "TokenLimit", named, faults)
                ?? (address.Contains("://api.openai.com/", StringComparison.Ordinal) || address.Contains("://api.groq.com/", StringComparison.Ordinal) ? "max_completion_tokens" : "max_tokens"),
        };
    }

    private static string Address(string? text, string named, List<string> faults)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0)
            return uri.AbsoluteUri.TrimEnd('/');
        faults.Add($"{named}: BaseAddress must be an http or https address without user, query and fragment.");
        return "";
    }

    private static ImmutableArray<string> Models(ProviderOptions options, bool isGemini, string named, List<string> faults)
    {
        var models = options.Models.Select(m => isGemini && m.StartsWith("models/", StringComparison.Ordinal) ? m["models/".Length..] : m).ToImmutableArray();
        if (models.Length is 0 or > MostModels || models.Distinct().Count() != models.Length) faults.Add($"{named}: Models must name 1 to {MostModels} different ones (also by {options.Name?.ToUpperInvariant()}_MODEL).");
        foreach (var model in models.Where(m => m.Length is 0 or > 100 || !m.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '@' || (c == '/' && !isGemini))))
            faults.Add($"{named}: '{model}' is not a model's name.");
        return models;
    }

    private static StructuredOutput Output(ProviderOptions options, string named, List<string> faults) =>
        OneOf(options.StructuredOutput, ["schema", "object", "none"], "StructuredOutput", named, faults) switch
        {
            "object" => StructuredOutput.Object,
            "none" => StructuredOutput.None,
            _ => StructuredOutput.Schema,
        };

    private static string? OneOf(string? text, string[] known, string option, string named, List<string> faults)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var found = Array.Find(known, k => string.Equals(k, text, StringComparison.OrdinalIgnoreCase));
        if (found is null) faults.Add($"{named}: {option} must be one of {string.Join(", ", known)}, not '{text}'.");
        return found;
    }

    private static TimeZoneInfo Zone(string name, string named, List<string> faults)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        faults.Add($"{named}: QuotaTimeZone '{name}' is not known on this system.");
        return TimeZoneInfo.Utc;
    }
}
