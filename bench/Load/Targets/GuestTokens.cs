using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace QuizOrleans.Load.Targets;

/// <summary>Tokens as the platform that embeds us would sign them (HS256 with the shared secret): quicker than thousands of requests.</summary>
internal sealed class GuestTokens(string secret)
{
    private static readonly string Header = Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);
    private readonly long _expires = DateTimeOffset.UtcNow.AddHours(6).ToUnixTimeSeconds();

    /// <summary>The token of the player in a slot; the same one every time.</summary>
    public string Of(int slot, string role = "host")
    {
        var id = Convert.ToHexStringLower(IdOf(slot));
        var claims = $$"""{"sub":"{{id}}","name":"Player {{slot}}","tenant":"main","roles":["player","{{role}}"],"exp":{{_expires}}}""";
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(signed)))}";
    }

    /// <summary>16 bytes that look like an id, so that ids are as long as the references'.</summary>
    private byte[] IdOf(int slot) => HMACSHA256.HashData(_key, BitConverter.GetBytes(slot))[..16];
}
