namespace QuizOrleans.Rules.Generation;

/// <summary>What faults do to a key. One that comes while the key rests for the same reason is of an earlier call, and does not make the rest grow.</summary>
internal static class KeyPoolFaults
{
    public static PooledKey Charged(PooledKey key, CallOutcome outcome)
    {
        var charged = key with { PromptTokens = key.PromptTokens + outcome.PromptTokens, AnswerTokens = key.AnswerTokens + outcome.AnswerTokens };
        if (outcome is not CallOutcome.Failed { Kind: var kind }) return charged;
        var name = CallOutcome.NameOf(kind);
        return charged with { Errors = key.Errors.SetItem(name, key.Errors.GetValueOrDefault(name) + 1) };
    }

    public static PooledKey Failed(PooledKey key, string model, DateTimeOffset now, CallOutcome.Failed fault, double jitter, KeyPoolRules rules) => fault.Kind switch
    {
        CallFaultKind.Unauthorized => key with { IsInvalid = true },
        CallFaultKind.Forbidden => key.BlockedUntil > now ? key : key with
        {
            Blocks = key.Blocks + 1,
            BlockedUntil = now + KeyPoolRules.Growing(rules.BlockedFirst, rules.BlockedMost, key.Blocks + 1, jitter),
        },
        CallFaultKind.Unavailable or CallFaultKind.TimedOut => Troubled(key, model, now, fault.RetryAfter, jitter, rules),
        // The request, the content or the model is at fault: the key is as good as before.
        _ => key,
    };

    public static PooledKey Recovered(PooledKey key, string model, DateTimeOffset now) => key with
    {
        Troubles = [.. key.Troubles.Where(t => t.Model != model || t.RestUntil > now)],
        Blocks = key.BlockedUntil > now ? key.Blocks : 0,
        BlockedUntil = key.BlockedUntil > now ? key.BlockedUntil : null,
    };

    private static PooledKey Troubled(PooledKey key, string model, DateTimeOffset now, TimeSpan? said, double jitter, KeyPoolRules rules)
    {
        var before = key.Troubles.FirstOrDefault(t => t.Model == model);
        if (before?.RestUntil > now) return key;
        var failures = (before?.Failures ?? 0) + 1;
        var rest = KeyPoolRules.Growing(rules.TroubleFirst, rules.TroubleMost, failures, jitter);
        // A 503 may say how long it will last.
        if (said is { } wait && rules.Bounded(wait) is var bounded && bounded > rest) rest = bounded;
        return key with { Troubles = [.. key.Troubles.Where(t => t.Model != model), new ModelTrouble(model, failures, now + rest)] };
    }
}
