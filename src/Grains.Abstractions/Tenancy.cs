namespace QuizOrleans.Grains;

/// <summary>
/// On whose behalf calls are made. The tenant travels in the request context: a front sets it for whoever calls, grains pass it on by themselves,
/// and a grain's timer or reminder acts for the grain's own. Nobody acts for all tenants, and a call that names none is refused.
/// </summary>
public static class Tenancy
{
    /// <summary>Of what belongs to the deployment and to no customer: the keeper of unfinished matches. No token can name it.</summary>
    public const string System = "keeper";

    private const string Entry = "quiz.tenant";

    /// <summary>Null outside of any call.</summary>
    public static string? Current => RequestContext.Get(Entry) as string;

    /// <summary>Calls made from here on, in this method and what it calls, are this tenant's.</summary>
    public static void Act(string tenant)
    {
        if (Current != tenant) RequestContext.Set(Entry, tenant);
    }

    /// <summary>The same, for the tenant that a grain's key names.</summary>
    public static void ActFor(string grainKey)
    {
        if (!Owns(Current, grainKey)) RequestContext.Set(Entry, TenantKey.Parse(grainKey).Tenant);
    }

    /// <summary>Whether the key is the tenant's. Compares only: every call between grains passes here.</summary>
    public static bool Owns(string? tenant, string grainKey) =>
        tenant is { Length: > 0 } && grainKey.Length > tenant.Length && grainKey[tenant.Length] == '/' && grainKey.StartsWith(tenant, StringComparison.Ordinal);
}

/// <summary>An observer that hears of one tenant only; what another's grain tells it is refused.</summary>
public interface ITenantBound
{
    string Tenant { get; }
}

/// <summary>A call reached for a grain of another tenant, or named none. A bug of ours, as keys are made from the caller's own tenant; shown to clients as forbidden.</summary>
[GenerateSerializer, Alias("quiz.ForeignTenantException")]
public sealed class ForeignTenantException : Exception
{
    public ForeignTenantException()
    {
    }

    public ForeignTenantException(string message)
        : base(message)
    {
    }

    public ForeignTenantException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
