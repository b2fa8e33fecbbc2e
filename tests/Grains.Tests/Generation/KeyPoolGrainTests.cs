using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Tenants;

namespace QuizOrleans.Grains.Tests.Generation;

public sealed class KeyPoolGrainTests : IAsyncLifetime
{
    private readonly PooledWriter _writer = new(Key("a"), Key("b"), Key("c"));
    private GrainCluster _cluster = null!;

    private IKeyPoolGrain Pool => _cluster.GrainFactory.GetGrain<IKeyPoolGrain>(GenerationKeys.Pool("models"));

    public async Task InitializeAsync() => _cluster = await GrainCluster.StartAsync(services => services
        .AddSingleton<IQuestionWriter>(_writer).AddMetrics().AddSingleton<TenantMetrics>().AddSingleton<IIncomingGrainCallFilter, TenantGuard>());

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Keys_take_turns_and_their_figures_are_shown()
    {
        var leases = await Leases(4);
        leases.ShouldBe(["a/best", "b/best", "c/best", "a/best"]);
        await Report("a/best", "ok", prompt: 100, answer: 30);
        await Report("b/best", "unreadable");
        var view = await As(() => Pool.View(default));
        (view.Provider, view.Models.Length).ShouldBe(("models", 2));
        var a = view.Keys[0];
        (a.Entry, a.Fingerprint, a.Status, a.Calls, a.PromptTokens, a.AnswerTokens, a.LastUsedAt).ShouldBe(("a", "print-a", "ready", 2L, 100L, 30L, _cluster.Time.GetUtcNow()));
        a.Quotas[0].ShouldBe(new QuotaUse("best", 2, null, 2, null, null));
        view.Keys[1].Errors.ShouldBe([new KeyValuePair<string, long>("unreadable", 1)]);
    }

    [Fact]
    public async Task A_rest_a_block_and_an_invalid_key_survive_a_crash()
    {
        await Report("a/best", "rate_limited", retryAfterMs: 90_000);
        await Report("b/best", "forbidden");
        await Report("c/best", "unauthorized");
        await _cluster.KillAsync();
        (await Leases(2)).ShouldBe(["a/next", "a/next"]);
        var keys = (await As(() => Pool.View(default))).Keys;
        keys.Select(k => k.Status).ShouldBe(["ready", "blocked", "invalid"]);
        keys[0].Quotas[0].RestingUntil.ShouldBe(_cluster.Time.GetUtcNow().AddSeconds(90));
        keys[1].RestingUntil.ShouldNotBeNull().ShouldBeGreaterThan(_cluster.Time.GetUtcNow().AddMinutes(2));
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(91));
        (await Leases(1)).ShouldBe(["a/best"]);
    }

    [Fact]
    public async Task Figures_survive_a_restart_and_the_turn_goes_on()
    {
        await Leases(2);
        await _cluster.RestartAsync();
        (await Leases(1)).ShouldBe(["c/best"]);
        (await As(() => Pool.View(default))).Keys.Select(k => k.Calls).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public async Task Figures_are_written_now_and_then_and_not_by_each_lease()
    {
        await Leases(50);
        _cluster.Storage.Writes.ShouldBe(0);
        await _cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(5), () => _cluster.Storage.Writes == 1);
        await _cluster.KillAsync();
        (await As(() => Pool.View(default))).Keys.Sum(k => k.Calls).ShouldBe(50);
    }

    [Fact]
    public async Task Calls_at_once_never_lease_more_than_the_quota()
    {
        _writer.Keys = [Key("a", perMinute: 10), Key("b", perMinute: 10), Key("c", project: "b", perMinute: 10)];
        var leased = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => As(() => Pool.Lease([], default))));
        var got = leased.Where(l => l.Lease is not null).Select(l => (Project: l.Lease!.Entry == "a" ? "a" : "b", l.Lease.Model)).ToArray();
        got.GroupBy(g => g).Select(g => g.Count()).ShouldBe([10, 10, 10, 10]);
        leased.Where(l => l.Lease is null).ShouldAllBe(l => l.Code == "keys_resting" && l.RetryAfterMs >= 60_000 && l.RetryAfterMs <= 61_000);
    }

    [Fact]
    public async Task Refusals_that_come_at_once_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Report($"{"abc"[i % 3]}/best", "rate_limited", retryAfterMs: 60_000)));
        _cluster.Storage.Writes.ShouldBeInRange(1, 60);
        await _cluster.KillAsync();
        (await Leases(1)).ShouldBe(["a/next"]);
    }

    [Fact]
    public async Task A_store_that_fails_holds_nobody_up_and_is_tried_again()
    {
        _cluster.Storage.FailNextWrite = new StorageUnavailableException("The test says so.");
        await Report("a/best", "forbidden");
        (await Leases(1)).ShouldBe(["b/best"]);
        _cluster.Storage.Writes.ShouldBe(0);
        await _cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(5), () => _cluster.Storage.Writes == 1);
        await _cluster.KillAsync();
        (await As(() => Pool.View(default))).Keys[0].Status.ShouldBe("blocked");
    }

    [Fact]
    public async Task Another_key_under_the_same_name_begins_anew_after_the_restart()
    {
        var old = (await As(() => Pool.Lease([], default))).Lease!;
        await Report("a/best", "unauthorized");
        _writer.Keys = [Key("a") with { Fingerprint = "print-new" }, Key("d")];
        await _cluster.RestartAsync();
        (await As(() => Pool.View(default))).Keys.Select(k => (k.Entry, k.Status, k.Calls)).ShouldBe([("a", "ready", 0L), ("d", "ready", 0L)]);
        await new KeyPools(_cluster.GrainFactory).Report("models", new KeyReport(old, "unauthorized", null, [], 0, 0));
        (await As(() => Pool.View(default))).Keys[0].Status.ShouldBe("ready", "the report is of the key before");
    }

    [Fact]
    public async Task A_day_s_quota_rests_until_midnight_in_california()
    {
        await Report("a/best", "rate_limited", retryAfterMs: 5_000, quotas: new QuotaView("day", 250, false));
        var quota = (await As(() => Pool.View(default))).Keys[0].Quotas[0];
        (quota.PerDay, quota.RestingUntil).ShouldBe((250, new DateTimeOffset(2030, 1, 2, 8, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Without_a_key_that_may_be_used_it_is_said_whether_waiting_helps()
    {
        foreach (var entry in (string[])["a", "b", "c"]) await Report($"{entry}/best", "unauthorized");
        (await As(() => Pool.Lease([], default))).ShouldBe(new KeyLeased(null, "no_keys", null));
        (await As(() => Pool.Clear("z", default))).Code.ShouldBe("key_not_found");
        (await As(() => Pool.Clear("b", default))).Accepted.ShouldBeTrue();
        await _cluster.KillAsync();
        (await Leases(1)).ShouldBe(["b/best"]);
        var unknown = _cluster.GrainFactory.GetGrain<IKeyPoolGrain>(GenerationKeys.Pool("nobody"));
        (await As(() => unknown.Lease([], default))).ShouldBe(new KeyLeased(null, "no_keys", null));
        (await As(() => unknown.View(default))).Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_tenant_s_grain_reaches_the_pool_by_the_helper_alone_and_stays_its_own()
    {
        var pools = new KeyPools(_cluster.GrainFactory);
        Tenancy.Act("red");
        await Should.ThrowAsync<ForeignTenantException>(() => Pool.Lease([], default));
        var leased = await pools.Lease("models", ["a"], default);
        leased.Lease.ShouldBe(new KeyLease("b", "best", "print-b"));
        Tenancy.Current.ShouldBe("red");
        await pools.Report("models", new KeyReport(leased.Lease!, "forbidden", null, [], 0, 0));
        Tenancy.Current.ShouldBe("red");
        (await pools.View("models", default)).Keys[1].Status.ShouldBe("blocked");
        Tenancy.Current.ShouldBe("red");
    }

    private static WriterKey Key(string entry, string? project = null, int? perMinute = null) => new(entry, $"print-{entry}", project ?? entry, perMinute, null);

    private async Task<string[]> Leases(int count)
    {
        var leases = new string[count];
        for (var i = 0; i < count; i++) leases[i] = (await As(() => Pool.Lease([], default))).Lease is { } lease ? $"{lease.Entry}/{lease.Model}" : "none";
        return leases;
    }

    private async Task Report(string lease, string outcome, int? retryAfterMs = null, int prompt = 0, int answer = 0, params QuotaView[] quotas)
    {
        Tenancy.Act(Tenancy.System);
        await Pool.Report(new KeyReport(new KeyLease(lease.Split('/')[0], lease.Split('/')[1]), outcome, retryAfterMs, [.. quotas], prompt, answer), default);
    }

    private static async Task<T> As<T>(Func<Task<T>> call)
    {
        Tenancy.Act(Tenancy.System);
        return await call();
    }
}
