using System.Diagnostics.CodeAnalysis;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// Which queue: a category in a language, and of a hot one a band of ratings. The grain's key is "tenant/category--language" or
/// "tenant/category--language--band".
/// </summary>
public readonly record struct QueueKey
{
    /// <summary>Draws from all categories.</summary>
    public const string General = "general";

    private const string Separator = "--";

    public QueueKey(string tenant, string category, string language, int? band = null)
    {
        if (!IsPart(category) || !IsPart(language)) throw new ArgumentException($"'{category}' in '{language}' is no queue.");
        (Tenant, Category, Language, Band) = (tenant, category, language, band);
    }

    public string Tenant { get; }

    public string Category { get; }

    public string Language { get; }

    /// <summary>The rating band's number; null for the queue in which all meet.</summary>
    public int? Band { get; }

    /// <summary>The queue of this category in which all bands meet.</summary>
    public QueueKey Common => new(Tenant, Category, Language);

    /// <summary>1–24 lower-case letters and digits, with single hyphens between them.</summary>
    public static bool IsPart([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= 24 } && text[0] != '-' && text[^1] != '-' && !text.Contains(Separator, StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static QueueKey Parse(string key)
    {
        var tenantKey = TenantKey.Parse(key);
        return tenantKey.Id.Split(Separator) switch
        {
            [var category, var language] => new QueueKey(tenantKey.Tenant, category, language),
            [var category, var language, var band] when int.TryParse(band, out var number) => new QueueKey(tenantKey.Tenant, category, language, number),
            _ => throw new FormatException($"'{key}' is not a queue's key."),
        };
    }

    public override string ToString() =>
        new TenantKey(Tenant, Band is { } band ? $"{Category}{Separator}{Language}{Separator}{band}" : $"{Category}{Separator}{Language}").ToString();
}
