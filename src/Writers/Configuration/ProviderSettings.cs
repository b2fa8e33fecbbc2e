using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Writers.Configuration;

internal enum StructuredOutput
{
    Schema = 0,
    Object = 1,
    None = 2,
}

/// <summary>A provider as it was found good. No record: it would print its keys.</summary>
internal sealed class ProviderSettings
{
    public required string Name { get; init; }

    public required bool IsGemini { get; init; }

    /// <summary>Without a slash at its end.</summary>
    public required string BaseAddress { get; init; }

    public required ImmutableArray<string> Models { get; init; }

    public required ImmutableArray<KeySettings> Keys { get; init; }

    public StructuredOutput Output { get; init; }

    public required TimeZoneInfo QuotaDays { get; init; }

    public string? Thinking { get; init; }

    public required string TokenLimit { get; init; }
}

/// <summary>A key and what others may know of it.</summary>
internal sealed class KeySettings(WriterKey @public, string? secret)
{
    /// <summary>So that the same key cannot be looked up by the digests of other products.</summary>
    private const string Salt = "QuizOrleans/key/1:";

    public WriterKey Public { get; } = @public;

    /// <summary>Null where the server asks for none.</summary>
    public string? Secret { get; } = secret;

    /// <summary>32 bits tell a handful of keys apart, and are far too few to find one by.</summary>
    public static string Fingerprint(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Salt + secret)))[..8];
}
