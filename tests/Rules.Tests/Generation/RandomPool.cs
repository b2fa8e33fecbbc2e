using System.Collections.Immutable;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Rules.Tests.Generation;

/// <summary>A lease of a random pool, and what an onlooker knows about it without looking into the pool.</summary>
/// <param name="MayUse">Whether nothing that was reported forbids it.</param>
/// <param name="Passed">Entries that were free for the same model and wanted, but passed over.</param>
internal sealed record PoolStep(DateTimeOffset At, PoolLease Lease, PooledKey Key, bool MayUse, ImmutableArray<string> Passed);

/// <summary>A random pool: up to six keys in up to four projects, calls that overlap, every outcome, time that creeps and leaps, restarts, an operator. The same seed plays the same.</summary>
internal sealed class RandomPool
{
    private const int Steps = 400;

    private static readonly double[] Waits = [0, 0, 0, 0.02, 0.3, 1, 4, 15, 61, 900, 20_000];
    private static readonly CallFaultKind[] Kinds = Enum.GetValues<CallFaultKind>();

    private readonly Random _random;
    private readonly List<PoolLease> _open = [];
    private readonly Dictionary<(string, string), DateTimeOffset> _resting = [];
    private readonly Dictionary<string, DateTimeOffset> _out = [];
    private DateTimeOffset _now = Pools.Noon;

    public RandomPool(ulong seed)
    {
        _random = new Random((int)(seed % int.MaxValue));
        State = Pools.Of(
            string.Join(' ', Enumerable.Range(0, _random.Next(1, 4)).Select(i => $"m{i}")),
            [.. Enumerable.Range(0, _random.Next(1, 7)).Select(i => Pools.Key($"k{i}:p{_random.Next(4)}", Maybe(1, 12), Maybe(5, 60)))]);
    }

    public KeyPoolState State { get; private set; }

    public List<(DateTimeOffset At, PoolLeased Leased)> Refused { get; } = [];

    public ImmutableArray<PoolStep> Play()
    {
        var steps = ImmutableArray.CreateBuilder<PoolStep>();
        for (var i = 0; i < Steps; i++)
        {
            _now += TimeSpan.FromSeconds(Waits[_random.Next(Waits.Length)] * _random.NextDouble());
            if (_random.Next(40) == 0) State = Pools.Stored(State);
            if (_random.Next(60) == 0) Clear(State.Keys[_random.Next(State.Keys.Length)]);
            if (_open.Count > 0 && _random.Next(2) == 0) Report(_open[_random.Next(_open.Count)]);
            else if (Lease() is { } step) steps.Add(step);
        }

        return steps.ToImmutable();
    }

    private PoolStep? Lease()
    {
        ImmutableArray<string> besides = [.. State.Keys.Where(_ => _random.Next(8) == 0).Select(k => k.Entry)];
        var before = State;
        var leased = KeyPool.Lease(State, _now, besides, Pools.Pacific);
        State = leased.State;
        if (leased.Lease is not { } lease)
        {
            if (besides.IsEmpty) Refused.Add((_now, leased));
            return null;
        }

        _open.Add(lease);
        var key = before.Find(lease.Entry)!;
        var mayUse = !besides.Contains(lease.Entry) && !(_out.GetValueOrDefault(lease.Entry) > _now) && !(_resting.GetValueOrDefault((key.Project, lease.Model)) > _now);
        return new PoolStep(_now, lease, key, mayUse, [.. before.Keys
            .Where(k => k.Entry != lease.Entry && !besides.Contains(k.Entry) && KeyPool.FreeAt(before, k, lease.Model, _now, Pools.Pacific) <= _now).Select(k => k.Entry)]);
    }

    private void Report(PoolLease lease)
    {
        _open.Remove(lease);
        var outcome = Outcome();
        var (project, wasBlocked) = (State.Find(lease.Entry)!.Project, State.Find(lease.Entry)!.BlockedUntil > _now);
        State = KeyPool.Report(State, _now, lease, outcome, _random.NextDouble(), Pools.Pacific);
        // The onlooker's own account: the least that each fault must mean.
        if (outcome is not CallOutcome.Failed fault) return;
        if (fault.Kind is CallFaultKind.Unauthorized) _out[lease.Entry] = DateTimeOffset.MaxValue;
        // A block of a blocked key is of an earlier call.
        if (fault.Kind is CallFaultKind.Forbidden && !wasBlocked && _out.GetValueOrDefault(lease.Entry) <= _now) _out[lease.Entry] = _now + TimeSpan.FromMinutes(2.5);
        if (fault.Kind is not CallFaultKind.RateLimited) return;
        var rest = fault.Quotas.Any(q => q.Window == "day") ? Pools.Pacific.EndOfDay(_now) : _now + (fault.RetryAfter ?? TimeSpan.FromSeconds(7.5));
        if (rest > _resting.GetValueOrDefault((project, lease.Model))) _resting[(project, lease.Model)] = rest;
    }

    private void Clear(PooledKey key)
    {
        State = KeyPool.Clear(State, key.Entry)!;
        _out.Remove(key.Entry);
        foreach (var at in _resting.Keys.Where(r => r.Item1 == key.Project).ToArray()) _resting.Remove(at);
    }

    private CallOutcome Outcome() => _random.Next(10) switch
    {
        < 5 => Pools.Ok(10, 20),
        < 6 => new CallOutcome.Cancelled(),
        < 8 => Pools.Limited(_random.Next(2) == 0 ? null : _random.Next(1, 100), _random.Next(4) switch
        {
            0 => [new QuotaHit("minute", _random.Next(0, 5), false)],
            1 => [new QuotaHit("day", _random.Next(0, 50), false), new QuotaHit("", null, true)],
            _ => [],
        }),
        _ => Pools.Fault(Kinds[_random.Next(Kinds.Length)] is var kind && kind is CallFaultKind.Unauthorized && _random.Next(3) > 0 ? CallFaultKind.Unavailable : kind),
    };

    private int? Maybe(int from, int to) => _random.Next(2) == 0 ? null : _random.Next(from, to);
}
