using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>
/// Gets one answer out of whichever provider and key will give one in time: the next key after a refusal, again after a fault, a second call beside one that
/// is slow. Called by grains; all state between calls is in the key pools.
/// </summary>
public sealed class ModelCalls(
    IEnumerable<IQuestionWriter> writers, KeyPools pools, IOptions<GenerationOptions> options, GenerationMetrics metrics, TimeProvider time, ILogger<ModelCalls> logger)
{
    /// <summary>In the order they are preferred.</summary>
    internal ImmutableArray<IQuestionWriter> Writers { get; } = [.. writers];

    internal KeyPools Pools => pools;

    internal GenerationOptions Options => options.Value;

    internal GenerationMetrics Metrics => metrics;

    internal TimeProvider Time => time;

    internal ILogger Logger => logger;

    /// <param name="read">What the answer says; null when it cannot be read, which counts as a fault.</param>
    /// <param name="until">No answer is wanted after this.</param>
    /// <exception cref="OperationCanceledException">By the token.</exception>
    public async Task<Asked<T>> Ask<T>(Prompt prompt, Func<string, T?> read, DateTimeOffset until, CancellationToken cancellationToken)
        where T : class
    {
        if (Writers.IsEmpty) return new Asked<T>.Nothing("no_provider", "No language model is configured.", null);
        var left = until - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return new Asked<T>.Nothing("timed_out", "There was no time left to ask.", null);
        using var deadline = new CancellationTokenSource(left, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var asking = new Asking<T>(this, prompt, read, until, stop.Token);
        try
        {
            return await asking.Run();
        }
        finally
        {
            // Not CancelAsync, which would leave the grain's turns for the thread pool, whose time is not the grain's.
            // Nobody waits for the calls that are no longer wanted: they tell their pool by themselves, and one that will not end must hold up nothing.
            stop.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>What came of asking. A closed set.</summary>
public abstract record Asked<T>
{
    /// <param name="Model">"provider/model", as provenance has it.</param>
    /// <param name="Entry">The key's name in its pool.</param>
    public sealed record Answer(T Value, string Model, string Entry) : Asked<T>;

    /// <param name="Code">Stable, for whoever asked.</param>
    public sealed record Nothing(string Code, string Message, TimeSpan? RetryAfter) : Asked<T>;
}
