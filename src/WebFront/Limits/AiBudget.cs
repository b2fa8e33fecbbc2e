using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Limits;

/// <summary>
/// Requests to a language model, by user, over the hub and REST together: what begins is counted. One that is refused, and one that is told how far it is
/// since it was begun before, cost nothing beyond the message or request that they are.
/// </summary>
public sealed class AiBudget(Connections connections, LimitMetrics metrics, TimeProvider time)
{
    /// <summary>As <see cref="IGenerationGrain.Start"/>. Refusals besides: rate_limited.</summary>
    public async Task<Outcome<GenerationView>> Start(Caller caller, IGenerationGrain generation, StartGeneration command, CancellationToken cancellationToken)
    {
        var known = await generation.Look(command, cancellationToken);
        if (known.Refusal?.Code != "not_found") return known;
        var limits = connections.LimitsOf(caller);
        if (limits.Refuse(UserLimit.Ai, time.GetTimestamp()) is { } wait)
        {
            metrics.Refused(RateLimits.Ai);
            return RetryAfter.Refusal(wait);
        }

        var started = await generation.Start(command, cancellationToken);
        // Somebody was quicker with the same id.
        if (started.Refusal is not null) limits.GiveBack(UserLimit.Ai);
        return started;
    }
}
