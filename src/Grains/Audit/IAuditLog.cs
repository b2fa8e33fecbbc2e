using System.Collections.Immutable;

namespace QuizOrleans.Grains.Audit;

/// <summary>The append-only record of who did what. Nothing in it is ever changed; only what is old enough is forgotten.</summary>
public interface IAuditLog
{
    /// <summary>Kept when this returns.</summary>
    Task Append(string tenant, ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>A tenant's entries, newest first; paged by key.</summary>
    Task<AuditPage> Read(string tenant, AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Forgets the entries of all tenants from before; how many.</summary>
    Task<int> Forget(DateTimeOffset before, CancellationToken cancellationToken);
}
