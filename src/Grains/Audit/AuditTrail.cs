namespace QuizOrleans.Grains.Audit;

/// <summary>Writes to the audit shortly: the time is now, and "no refusal" is "ok".</summary>
public sealed class AuditTrail(IAuditLog log, TimeProvider time)
{
    public Task Write(
        string tenant, string action, string? actor, string? target, string? address, Refusal? refusal = null, string details = "", CancellationToken cancellationToken = default) =>
        log.Append(tenant, [new AuditEntry(time.GetUtcNow(), actor, action, target, refusal?.Code ?? "ok", address, details)], cancellationToken);
}
