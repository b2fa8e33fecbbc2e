using Microsoft.Extensions.Options;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>Section "Bank".</summary>
public sealed class BankOptions
{
    /// <summary>Questions at least so similar (by trigrams, 0 to 1) are shown as near ones. Default 0.6.</summary>
    public double Similarity { get; set; } = 0.6;

    /// <summary>How many near ones are shown. Default 5.</summary>
    public int MostSimilar { get; set; } = 5;

    /// <summary>A game of more players is counted, but who saw what is not remembered. Default 500.</summary>
    public int MostRemembered { get; set; } = 500;

    /// <summary>Below so many answers nothing is flagged. Default 30.</summary>
    public int LeastAnswers { get; set; } = 30;

    /// <summary>A question with so many answers whose discrimination is below <see cref="RetireBelow"/> is retired by itself; 0 retires none. Default 0.</summary>
    public int RetireAfter { get; set; }

    /// <summary>See <see cref="RetireAfter"/>. Default −0.1.</summary>
    public double RetireBelow { get; set; } = -0.1;

    /// <summary>How long after a game what play says of its questions is looked at. Default 30 s.</summary>
    public TimeSpan ReviewDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long duels play from the same sample of the bank. Default 10 min.</summary>
    public TimeSpan PoolAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Questions of a category that duels play from at a time. Default 500.</summary>
    public int PoolSize { get; set; } = 500;

    public ItemRules Rules => new(LeastAnswers, RetireAfter, RetireBelow);
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class BankOptionsValidator : IValidateOptions<BankOptions>
{
    public ValidateOptionsResult Validate(string? name, BankOptions options)
    {
        var faults = new List<string>();
        Check(options.Similarity is >= 0.3 and <= 1, "Bank:Similarity must be 0.3 to 1.");
        Check(options.MostSimilar is >= 1 and <= 20, "Bank:MostSimilar must be 1 to 20.");
        Check(options.MostRemembered is >= 0 and <= 100_000, "Bank:MostRemembered must be 0 to 100000.");
        Check(options.LeastAnswers is >= 5 and <= 100_000, "Bank:LeastAnswers must be 5 to 100000.");
        Check(options.RetireAfter == 0 || options.RetireAfter >= options.LeastAnswers, "Bank:RetireAfter must be 0, or at least Bank:LeastAnswers.");
        Check(options.RetireBelow is >= -1 and <= 0.2, "Bank:RetireBelow must be -1 to 0.2.");
        Check(options.ReviewDelay >= TimeSpan.FromSeconds(1) && options.ReviewDelay <= TimeSpan.FromDays(1), "Bank:ReviewDelay must be 1 s to 1 day.");
        Check(options.PoolAge >= TimeSpan.FromSeconds(1) && options.PoolAge <= TimeSpan.FromDays(1), "Bank:PoolAge must be 1 s to 1 day.");
        Check(options.PoolSize is >= 50 and <= 5000, "Bank:PoolSize must be 50 to 5000.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }
}
