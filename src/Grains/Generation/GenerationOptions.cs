using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Generation;

/// <summary>Section "Generation": how long questions by a language model may take, and how hard is tried.</summary>
public sealed class GenerationOptions
{
    /// <summary>From a request of one's own to its end; a room says its own (Rooms:GenerationTime). Default 30 s.</summary>
    public TimeSpan RequestTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When a call has not answered by then, a second one is made on another key; whichever answers first counts. Default 8 s.</summary>
    public TimeSpan HedgeAfter { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Kept at the end of the deadline for questions from the bank. Default 1.5 s.</summary>
    public TimeSpan FallbackTime { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Kept behind the writing for the second pass. Default 5 s.</summary>
    public TimeSpan SecondPassTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether each question is answered once without its key, and dropped when the answers differ. Default true.</summary>
    public bool SecondPass { get; set; } = true;

    /// <summary>Questions asked for in one call: fewer come sooner. Default 5.</summary>
    public int BatchSize { get; set; } = 5;

    /// <summary>Calls of one request at once, hedges left out. Default 3.</summary>
    public int AtOnce { get; set; } = 3;

    /// <summary>Questions at least so similar (by trigrams, 0 to 1) to one in the bank are dropped. Default 0.8.</summary>
    public double Similarity { get; set; } = 0.8;

    /// <summary>How long a finished request is remembered, for whoever comes back to it. Default 1 day.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(1);
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class GenerationOptionsValidator : IValidateOptions<GenerationOptions>
{
    public ValidateOptionsResult Validate(string? name, GenerationOptions options)
    {
        var faults = new List<string>();
        var reserved = options.FallbackTime + (options.SecondPass ? options.SecondPassTime : TimeSpan.Zero);
        Check(options.FallbackTime >= TimeSpan.FromMilliseconds(100), "Generation:FallbackTime must be at least 0.1 s.");
        Check(options.SecondPassTime > TimeSpan.Zero, "Generation:SecondPassTime must be more than 0.");
        Check(options.RequestTime > reserved && options.RequestTime <= TimeSpan.FromMinutes(5), "Generation:RequestTime must be longer than FallbackTime and SecondPassTime together, and at most 5 min.");
        Check(options.HedgeAfter >= TimeSpan.FromMilliseconds(100), "Generation:HedgeAfter must be at least 0.1 s.");
        Check(options.BatchSize is >= 1 and <= 30, "Generation:BatchSize must be 1 to 30.");
        Check(options.AtOnce is >= 1 and <= 20, "Generation:AtOnce must be 1 to 20.");
        Check(options.Similarity is >= 0.3 and <= 1, "Generation:Similarity must be 0.3 to 1.");
        Check(options.KeepFor >= TimeSpan.FromMinutes(1) && options.KeepFor <= TimeSpan.FromDays(30), "Generation:KeepFor must be 1 min to 30 days.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }
}
