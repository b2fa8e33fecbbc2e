using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Tenants;
using QuizOrleans.Storage.Audit;

namespace QuizOrleans.Grains.Tests.Generation;

public sealed class KeyPoolsGrainTests : IAsyncLifetime
{
    private readonly MemoryAuditLog _audit = new();
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.StartAsync(services => services
        .AddSingleton<IQuestionWriter>(new PooledWriter(new WriterKey("a", "print-a", "a", 15, null)))
        .AddSingleton<IAuditLog>(_audit).AddSingleton<AuditTrail>().AddSingleton<KeyPools>()
        .AddMetrics().AddSingleton<TenantMetrics>().AddSingleton<IIncomingGrainCallFilter, TenantGuard>());

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task The_operator_sees_the_keys_by_fingerprint_and_frees_one()
    {
        var pools = new KeyPools(_cluster.GrainFactory);
        await pools.Report("models", new KeyReport(new KeyLease("a", "best"), "unauthorized", null, [], 0, 0));
        Tenancy.Act("main");
        var keys = Of("main");
        var seen = (await keys.View(default)).Value.ShouldNotBeNull().Providers.Single();
        (seen.Provider, seen.Keys.Single().Fingerprint, seen.Keys.Single().Status, seen.Keys.Single().Quotas[0].PerMinute).ShouldBe(("models", "print-a", "invalid", 15));
        (await keys.Clear("models", "a", "boss", "10.0.0.1", default)).Value.ShouldNotBeNull().Status.ShouldBe("ready");
        (await keys.Clear("models", "b", "boss", null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("key_not_found");
        (await keys.Clear("nobody", "a", "boss", null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("key_not_found");
        var audited = (await _audit.Read("main", new AuditQuery(Action: AuditActions.KeyCleared), default)).Items;
        audited.Select(e => (e.Actor, e.Target, e.Outcome, e.Address)).ShouldBe(
            [("boss", "nobody/a", "key_not_found", null), ("boss", "models/b", "key_not_found", null), ("boss", "models/a", "ok", "10.0.0.1")]);
    }

    [Fact]
    public async Task A_customer_s_administrator_sees_nothing_and_frees_nothing()
    {
        Tenancy.Act("red");
        (await Of("red").View(default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await Of("red").Clear("models", "a", "eve", null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("forbidden");
        (await _audit.Read("red", new AuditQuery(Action: AuditActions.KeyCleared), default)).Items.Single().Outcome.ShouldBe("forbidden");
    }

    private IKeyPoolsGrain Of(string tenant) => _cluster.GrainFactory.GetGrain<IKeyPoolsGrain>(new TenantKey(tenant, "keys").ToString());
}
