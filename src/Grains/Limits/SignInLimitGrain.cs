using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Limits;

/// <summary>A sliding window of tries.</summary>
/// <remarks>The library's limiter reads the machine's clock; there is no way to hand it another.</remarks>
public sealed class SignInLimitGrain(IOptions<SignInOptions> options) : Grain, ISignInLimitGrain
{
    private SlidingWindowRateLimiter _tries = Window(options.Value);

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
        _tries = Window(options.Value);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _tries.Dispose();
        return Task.CompletedTask;
    }

    private static SlidingWindowRateLimiter Window(SignInOptions options) => new(new SlidingWindowRateLimiterOptions
    {
        PermitLimit = options.Tries,
        Window = options.Window,
        SegmentsPerWindow = 10,
        AutoReplenishment = false,
        QueueLimit = 0,
    });
}
