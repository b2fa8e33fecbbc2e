using System.Security.Cryptography;
using System.Text;

namespace QuizOrleans.Grains.Generation;

/// <summary>The keys of generations. One person's request ids are no other's, so the key is a digest of both.</summary>
public static class GenerationKeys
{
    /// <summary>Of a request of one's own.</summary>
    public static string Of(string tenant, string ownerId, string requestId) =>
        new TenantKey(tenant, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ownerId}\n{requestId}")))[..40]).ToString();

    /// <summary>Of a room's questions. A pin may come again in another year: the room's opening tells them apart.</summary>
    public static string OfRoom(string tenant, string pin, DateTimeOffset openedAt) => new TenantKey(tenant, RequestOf(pin, openedAt)).ToString();

    /// <summary>The request id that goes with <see cref="OfRoom"/>.</summary>
    public static string RequestOf(string pin, DateTimeOffset openedAt) => $"room-{pin}-{openedAt.ToUnixTimeMilliseconds()}";

    /// <summary>Of a provider's key pool.</summary>
    public static string Pool(string provider) => new TenantKey(Tenancy.System, provider).ToString();
}
