using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace QuizOrleans.Grains;

/// <summary>
/// A grain's key: the tenant, then the id within it, as "tenant/id". This is the one place that formats and parses keys, so that
/// the tenant of any key can be checked before its grain is called.
/// </summary>
public readonly record struct TenantKey
{
    /// <summary>The tenant of a deployment that has only one.</summary>
    public const string DefaultTenant = "main";

    public const int MaxIdLength = 64;

    private static readonly SearchValues<char> s_partCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public TenantKey(string tenant, string id)
    {
        if (!IsPart(tenant) || !IsPart(id)) throw new ArgumentException($"'{tenant}/{id}' is not a key: parts are 1-{MaxIdLength} of A-Z a-z 0-9 _ -.");
        Tenant = tenant;
        Id = id;
    }

    public string Tenant { get; }

    public string Id { get; }

    /// <summary>Whether the text can be a tenant or an id: 1–64 ASCII letters, digits, '_' or '-'.</summary>
    public static bool IsPart([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxIdLength } && !text.AsSpan().ContainsAnyExcept(s_partCharacters);

    public static TenantKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? new TenantKey(key[..slash], key[(slash + 1)..])
            : throw new FormatException($"'{key}' is not a grain key of the form tenant/id.");
    }

    public override string ToString() => $"{Tenant}/{Id}";
}
