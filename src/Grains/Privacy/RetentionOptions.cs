using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Privacy;

/// <summary>Section "Retention": how long things are kept. How long guests are: <see cref="Identity.AccountOptions.GuestIdle"/>.</summary>
public sealed class RetentionOptions
{
    /// <summary>The record of a room or match after its end: journal, results. Default 365 days.</summary>
    public TimeSpan Rooms { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Entries of the audit. Default 365 days.</summary>
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(365);
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, RetentionOptions options) => options switch
    {
        { Rooms: var rooms } when rooms < Day => ValidateOptionsResult.Fail("Retention:Rooms must be at least 1 day."),
        { Audit: var audit } when audit < Day => ValidateOptionsResult.Fail("Retention:Audit must be at least 1 day."),
        _ => ValidateOptionsResult.Success,
    };
}
