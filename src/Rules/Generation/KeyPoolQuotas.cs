using System.Collections.Immutable;

namespace QuizOrleans.Rules.Generation;

/// <summary>
/// The windows of a project's quota for one model. A minute slides: however the provider cuts its minutes, none of them holds more than was counted here. A
/// day ends at midnight of the provider's time zone.
/// </summary>
public static class KeyPoolQuotas
{
    /// <summary>A second counts until 60 whole ones have passed after it.</summary>
    private const int Window = 61;

    /// <summary>Calls of the last minute.</summary>
    public static int ThisMinute(ProjectQuota quota, DateTimeOffset now) => Recent(quota, now).Sum(s => s.Calls);

    public static int Today(ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules) => quota.Day == rules.DayOf(now) ? quota.Today : 0;

    /// <summary>As configured for any key of the project, or as learned today; the smaller.</summary>
    public static (int? PerMinute, int? PerDay) Limits(KeyPoolState state, ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules)
    {
        var isToday = quota.Day == rules.DayOf(now);
        int? perMinute = isToday ? quota.LearnedPerMinute : null, perDay = isToday ? quota.LearnedPerDay : null;
        foreach (var key in state.Keys)
        {
            if (key.Project != quota.Project) continue;
            perMinute = Smaller(perMinute, key.PerMinute);
            perDay = Smaller(perDay, key.PerDay);
        }

        return (perMinute, perDay);
    }

    /// <summary>When the next call may be made; not after <paramref name="now"/> when it may be made at once.</summary>
    public static DateTimeOffset FreeAt(KeyPoolState state, ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules)
    {
        var (at, midnight) = (FreeByLimitsOf(state, quota, now, rules), rules.EndOfDay(now));
        // What the day taught is forgotten with it.
        return at > midnight ? Later(midnight, FreeByLimitsOf(state, quota, midnight, rules)) : at;
    }

    /// <summary>As if the limits of a moment's day held for ever, but the day's own.</summary>
    private static DateTimeOffset FreeByLimitsOf(KeyPoolState state, ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules)
    {
        var at = quota.RestUntil ?? DateTimeOffset.MinValue;
        var (perMinute, perDay) = Limits(state, quota, now, rules);
        // A limit of nothing is one that is only learned: it holds for the day.
        if (Today(quota, now, rules) >= perDay || perMinute <= 0) at = Later(at, rules.EndOfDay(now));
        return perMinute > 0 ? Later(at, MinuteFreeAt(Recent(quota, now), perMinute.Value)) : at;
    }

    public static ProjectQuota Counted(ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules)
    {
        var (recent, second) = (Recent(quota, now), now.ToUnixTimeSeconds());
        recent = recent is [.., var last] && last.Second >= second
            ? recent.SetItem(recent.Length - 1, last with { Calls = last.Calls + 1 })
            : recent.Add(new SecondCount(second, 1));
        var today = OfToday(quota, now, rules);
        return today with { Recent = recent, Today = today.Today + 1 };
    }

    /// <summary>A refusal: rests, and learns what the provider says. One that comes while it rests is of an earlier call, and does not make the rest grow.</summary>
    public static ProjectQuota Refused(ProjectQuota quota, DateTimeOffset now, CallOutcome.Failed fault, double jitter, KeyPoolRules rules)
    {
        var refusals = quota.RestUntil > now ? quota.Refusals : quota.Refusals + 1;
        var until = fault.Quotas.Any(q => q.Window == "day") ? rules.EndOfDay(now)
            : now + (fault.RetryAfter is { } said ? rules.Bounded(said) : KeyPoolRules.Growing(rules.RefusedFirst, rules.RefusedMost, refusals, jitter));
        var today = OfToday(quota, now, rules);
        return today with
        {
            Refusals = refusals,
            RestUntil = Later(quota.RestUntil ?? now, until),
            LearnedPerMinute = Learned(fault, "minute") ?? today.LearnedPerMinute,
            LearnedPerDay = Learned(fault, "day") ?? today.LearnedPerDay,
        };
    }

    private static ProjectQuota OfToday(ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules) =>
        rules.DayOf(now) is var day && quota.Day == day ? quota : quota with { Day = day, Today = 0, LearnedPerMinute = null, LearnedPerDay = null };

    private static int? Learned(CallOutcome.Failed fault, string window)
    {
        int? least = null;
        foreach (var quota in fault.Quotas)
        {
            if (!quota.IsTokens && quota.Window == window && quota.Limit is { } limit) least = Smaller(least, (int)Math.Clamp(limit, 0, int.MaxValue));
        }

        return least;
    }

    private static ImmutableArray<SecondCount> Recent(ProjectQuota quota, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        return quota.Recent is [var first, ..] && first.Second + Window <= second ? [.. quota.Recent.Where(s => s.Second + Window > second)] : quota.Recent;
    }

    private static DateTimeOffset MinuteFreeAt(ImmutableArray<SecondCount> recent, int limit)
    {
        var calls = recent.Sum(s => s.Calls);
        var free = DateTimeOffset.MinValue;
        foreach (var second in recent)
        {
            if (calls < limit) break;
            calls -= second.Calls;
            free = DateTimeOffset.FromUnixTimeSeconds(second.Second + Window);
        }

        return free;
    }

    private static int? Smaller(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    internal static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
