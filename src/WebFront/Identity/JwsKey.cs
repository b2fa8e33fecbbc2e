using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace QuizOrleans.WebFront.Identity;

/// <summary>A key for HS256 and the name by which tokens say that they are signed with it.</summary>
public sealed class JwsKey(string id, byte[] secret)
{
    public string Id => id;

    public byte[] Sign(string text) => HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text));

    /// <summary>The key that signs, then the previous one, if there is one: for a while both are good, so that a secret can be changed without a break.</summary>
    public static ImmutableArray<JwsKey> Of(JwtOptions options)
    {
        var current = Of(options.Secret, options.KeyId);
        return string.IsNullOrEmpty(options.PreviousSecret) ? [current] : [current, Of(options.PreviousSecret, options.PreviousKeyId)];
    }

    private static JwsKey Of(string secret, string? id)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        // Says which key, and of the key nothing that a token signed with it does not say as well.
        return new JwsKey(id ?? Base64Url.EncodeToString(HMACSHA256.HashData(bytes, "QuizOrleans kid"u8).AsSpan(0, 9)), bytes);
    }
}
