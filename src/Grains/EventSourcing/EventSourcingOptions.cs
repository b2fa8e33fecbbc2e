using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.EventSourcing;

/// <summary>Section "EventSourcing".</summary>
public sealed class EventSourcingOptions
{
    /// <summary>At least so many events lie between two snapshots of a stream. Default 1,000.</summary>
    public int SnapshotEvery { get; set; } = 1000;

    /// <summary>How many events one read of a replay asks for. Default 2,000.</summary>
    public int ReplayPage { get; set; } = 2000;
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class EventSourcingOptionsValidator : IValidateOptions<EventSourcingOptions>
{
    public ValidateOptionsResult Validate(string? name, EventSourcingOptions options) => options switch
    {
        { SnapshotEvery: < 1 } => ValidateOptionsResult.Fail("EventSourcing:SnapshotEvery must be at least 1."),
        { ReplayPage: < 1 } => ValidateOptionsResult.Fail("EventSourcing:ReplayPage must be at least 1."),
        _ => ValidateOptionsResult.Success,
    };
}
