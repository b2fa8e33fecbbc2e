using System.Collections.Immutable;

namespace QuizOrleans.Grains.Audit;

/// <summary>A tenant's audit, for those who do not stand beside it. Stateless; key: <see cref="TenantKey"/> of the tenant and "audit".</summary>
[Alias("quiz.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>Kept when this returns.</summary>
    [Alias("Record")]
    Task Record(ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken);

    [Alias("Read"), ReadOnly]
    Task<AuditPage> Read(AuditQuery query, CancellationToken cancellationToken);
}
