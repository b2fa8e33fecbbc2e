using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Tokens as a platform that embeds us would sign them, for any tenant and with any roles.</summary>
public static class Tokens
{
    public static Guest Sign(string id, string tenant, params string[] roles) =>
        new(Of(new { sub = id, name = id, tenant, roles, exp = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds() }), id, id);

    public static string Of(object claims)
    {
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestFront.Secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
