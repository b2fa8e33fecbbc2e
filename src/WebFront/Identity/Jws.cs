using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace QuizOrleans.WebFront.Identity;

/// <summary>
/// JWS in its compact form, HS256 only (RFC 7515). Our own because the feeds this builds on lack the library. Strict: one algorithm, no header but
/// alg, typ and kid, each at most once, and one spelling of every token.
/// </summary>
public static class Jws
{
    public const int MaxLength = 4096;
    private const int MaxKeyIdLength = 64;

    private static readonly SearchValues<char> s_alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Sign(JwsKey key, ReadOnlySpan<byte> payload)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = key.Id });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(signed))}";
    }

    /// <summary>The payload; null, with the reason for the log (never for the client), when it is not signed with one of the keys.</summary>
    /// <remarks>A token that names a key is checked with that key only; one that names none, as a platform's may be, with each.</remarks>
    public static byte[]? Verify(string token, ImmutableArray<JwsKey> keys, out string reason)
    {
        if (token.Length > MaxLength) return Invalid("too long", out reason);
        var parts = token.Split('.');
        if (parts.Length != 3) return Invalid("not three parts", out reason);
        if (!TryDecode(parts[0], out var header) || !TryDecode(parts[1], out var payload) || !TryDecode(parts[2], out var signature))
            return Invalid("not base64url", out reason);
        if (!TryReadHeader(header, out var keyId)) return Invalid("another algorithm or header", out reason);
        var candidates = keyId is null ? keys : [.. keys.Where(k => k.Id == keyId)];
        if (candidates.IsEmpty) return Invalid("another key", out reason);
        var signed = $"{parts[0]}.{parts[1]}";
        if (!candidates.Any(key => CryptographicOperations.FixedTimeEquals(signature, key.Sign(signed)))) return Invalid("wrong signature", out reason);
        reason = "";
        return payload;
    }

    private static bool TryReadHeader(byte[] json, out string? keyId)
    {
        keyId = null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 2 });
            var hasAlgorithm = false;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                switch (member.Name)
                {
                    case "alg" when member.Value.ValueEquals("HS256"):
                        hasAlgorithm = true;
                        break;
                    case "typ" when string.Equals(member.Value.GetString(), "JWT", StringComparison.OrdinalIgnoreCase):
                        break;
                    case "kid" when member.Value.GetString() is { Length: > 0 and <= MaxKeyIdLength } id:
                        keyId = id;
                        break;
                    default:
                        // Another algorithm; or jwk, jku, x5c and crit: a token must not say what it is to be checked with.
                        return false;
                }
            }

            return hasAlgorithm;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        // The decoder would skip white space and padding, and what the last character has too many of; a token has one spelling only.
        if (text.AsSpan().ContainsAnyExcept(s_alphabet) || !Base64Url.IsValid(text)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text;
    }

    private static byte[]? Invalid(string why, out string reason)
    {
        reason = why;
        return null;
    }
}
