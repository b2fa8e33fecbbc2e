using System.Collections.Immutable;

namespace QuizOrleans.Grains.Audit;

/// <summary>The audit's door for the web front; nothing to remember between calls.</summary>
[StatelessWorker]
public sealed class AuditGrain(IAuditLog audit) : Grain, IAuditGrain
{
    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public Task Record(ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken) => audit.Append(Tenant, entries, cancellationToken);

    public Task<AuditPage> Read(AuditQuery query, CancellationToken cancellationToken) => audit.Read(Tenant, query, cancellationToken);
}
