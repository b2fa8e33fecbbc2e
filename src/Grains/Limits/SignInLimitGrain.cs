using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Limits;

/// <summary>A bucket of tries, filled one by one, so that a refusal knows when the next one is there.</summary>
/// <remarks>The library's limiter reads the machine's clock; there is no way to hand it another.</remarks>
public sealed class SignInLimitGrain(IOptions<SignInOptions> options) : Grain, ISignInLimitGrain
{
    private TokenBucketRateLimiter _tries = Bucket(options.Value);

    public Task<TimeSpan?> Try()
    {
        _tries.TryReplenish();
        using var lease = _tries.AttemptAcquire();
        return Task.FromResult<TimeSpan?>(
            lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : options.Value.Window);
    }

    public Task Succeeded()
    {
        _tries.Dispose();
        _tries = Bucket(options.Value);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _tries.Dispose();
        return Task.CompletedTask;
    }

    private static TokenBucketRateLimiter Bucket(SignInOptions options) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = options.Tries,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = options.Window / options.Tries,
        AutoReplenishment = false,
        QueueLimit = 0,
    });
}
