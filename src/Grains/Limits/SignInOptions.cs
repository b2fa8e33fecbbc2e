using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Limits;

/// <summary>Section "SignIn".</summary>
public sealed class SignInOptions
{
    /// <summary>Tries to sign in to one account within <see cref="Window"/>, from all addresses together. Default 5.</summary>
    public int Tries { get; set; } = 5;

    /// <summary>Default 5 min.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);
}

public sealed class SignInOptionsValidator : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options) => options switch
    {
        { Tries: < 1 or > 1_000_000 } => ValidateOptionsResult.Fail($"SignIn:Tries is {options.Tries}; it must lie between 1 and 1000000."),
        // An idle grain is collected after 15 min, and with it what it counted.
        _ when options.Window < TimeSpan.FromMilliseconds(100) || options.Window > TimeSpan.FromMinutes(15) =>
            ValidateOptionsResult.Fail($"SignIn:Window is {options.Window}; it must lie between 100 ms and 15 min."),
        _ => ValidateOptionsResult.Success,
    };
}
