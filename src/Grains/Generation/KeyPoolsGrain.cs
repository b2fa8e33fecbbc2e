using QuizOrleans.Grains.Audit;

namespace QuizOrleans.Grains.Generation;

/// <summary>The operator's door to the key pools; nothing to remember between calls.</summary>
[StatelessWorker]
public sealed class KeyPoolsGrain(IEnumerable<IQuestionWriter> writers, KeyPools pools, AuditTrail audit) : Grain, IKeyPoolsGrain
{
    private static readonly Refusal NotTheOperator = new("forbidden", "The keys are the operator's: only administrators of the default tenant see to them.");
    private static readonly Refusal NoSuchKey = new("key_not_found", "There is no such key.");

    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task<Outcome<KeyPoolList>> View(CancellationToken cancellationToken)
    {
        if (Tenant != TenantKey.DefaultTenant) return NotTheOperator;
        return new KeyPoolList([.. await Task.WhenAll(writers.Select(w => pools.View(w.Provider, cancellationToken)))]);
    }

    public async Task<Outcome<KeyView>> Clear(string provider, string entry, string actor, string? address, CancellationToken cancellationToken)
    {
        var refusal = Tenant != TenantKey.DefaultTenant ? NotTheOperator
            : !writers.Any(w => w.Provider == provider) || !(await pools.Clear(provider, entry, cancellationToken)).Accepted ? NoSuchKey
            : null;
        await audit.Write(Tenant, AuditActions.KeyCleared, actor, $"{provider}/{entry}", address, refusal, cancellationToken: cancellationToken);
        if (refusal is not null) return refusal;
        return (await pools.View(provider, cancellationToken)).Keys.First(k => k.Entry == entry);
    }
}
