using System.Collections.Immutable;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Generation;

/// <summary>What holds in every pool. FsCheck prints the seed of a failure; <see cref="RandomPool"/> plays it again.</summary>
public class KeyPoolPropertiesTests
{
    private static void InEveryPool(Action<RandomPool, ImmutableArray<PoolStep>> property) => Arbitrary.Holds(
        Arbitrary.Seed,
        seed =>
        {
            var pool = new RandomPool(seed);
            property(pool, pool.Play());
        },
        times: 100);

    [Fact]
    public void Random_pools_see_every_fault_and_lease_a_lot()
    {
        var pools = Enumerable.Range(0, 50).Select(seed => new RandomPool((ulong)seed)).ToArray();
        pools.Sum(p => p.Play().Length).ShouldBeGreaterThan(3_000);
        pools.SelectMany(p => p.State.Keys).SelectMany(k => k.Errors.Keys).Distinct().Count().ShouldBe(CallOutcome.Names.Count);
        pools.Sum(p => p.Refused.Count).ShouldBeGreaterThan(200);
    }

    [Fact]
    public void No_key_is_leased_while_it_rests_or_is_blocked() => InEveryPool((_, steps) => steps.All(s => s.MayUse).ShouldBeTrue());

    [Fact]
    public void No_minute_and_no_day_holds_more_calls_than_the_quota() => InEveryPool((pool, steps) =>
    {
        foreach (var calls in steps.GroupBy(s => (s.Key.Project, s.Lease.Model)))
        {
            var limits = pool.State.Keys.Where(k => k.Project == calls.Key.Project).ToArray();
            var (perMinute, perDay) = (limits.Min(k => k.PerMinute), limits.Min(k => k.PerDay));
            foreach (var call in calls)
            {
                if (perMinute is { } minute) calls.Count(c => c.At <= call.At && c.At > call.At.AddMinutes(-1)).ShouldBeLessThanOrEqualTo(minute);
            }

            if (perDay is { } day) calls.GroupBy(c => Pools.Pacific.DayOf(c.At)).Max(d => d.Count()).ShouldBeLessThanOrEqualTo(day);
        }
    });

    [Fact]
    public void Nobody_is_passed_over_more_often_than_there_are_others() => InEveryPool((pool, steps) =>
    {
        Dictionary<string, int> passed = [];
        foreach (var step in steps)
        {
            passed[step.Lease.Entry] = 0;
            foreach (var entry in step.Passed) (passed[entry] = passed.GetValueOrDefault(entry) + 1).ShouldBeLessThan(pool.State.Keys.Length);
        }
    });

    [Fact]
    public void Whoever_waits_as_long_as_he_was_told_gets_a_key() => InEveryPool((_, _) => { }, (at, refused) =>
    {
        if (refused.FreeAt is not { } free)
        {
            refused.State.Keys.All(k => k.IsInvalid).ShouldBeTrue();
            return;
        }

        free.ShouldBeGreaterThan(at);
        KeyPool.Lease(refused.State, free, [], Pools.Pacific).Lease.ShouldNotBeNull();
        KeyPool.Lease(refused.State, free.AddTicks(-1), [], Pools.Pacific).Lease.ShouldBeNull();
    });

    [Fact]
    public void A_stored_pool_goes_on_as_it_would_have() => InEveryPool((pool, _) =>
    {
        var stored = Pools.Stored(pool.State);
        var at = Pools.Noon.AddDays(2);
        KeyPool.Lease(stored, at, [], Pools.Pacific).Lease.ShouldBe(KeyPool.Lease(pool.State, at, [], Pools.Pacific).Lease);
        System.Text.Json.JsonSerializer.Serialize(stored).ShouldBe(System.Text.Json.JsonSerializer.Serialize(pool.State));
    });

    [Fact]
    public void The_state_stays_small() => InEveryPool((pool, _) =>
    {
        pool.State.Quotas.Length.ShouldBeLessThanOrEqualTo(pool.State.Models.Length * 4);
        pool.State.Quotas.All(q => q.Recent.Length <= 62).ShouldBeTrue();
        pool.State.Keys.All(k => k.Troubles.Length <= pool.State.Models.Length).ShouldBeTrue();
    });

    private static void InEveryPool(Action<RandomPool, ImmutableArray<PoolStep>> property, Action<DateTimeOffset, PoolLeased> refused) => InEveryPool((pool, steps) =>
    {
        property(pool, steps);
        foreach (var (at, leased) in pool.Refused) refused(at, leased);
    });
}
