using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.EventSourcing;

/// <summary>Section "EventSourcing".</summary>
public sealed class EventSourcingOptions
{
    /// <summary>At least so many events lie between two snapshots of a stream: a replay's length against a large state written often. Default 10,000. A queue's come sooner where it is little used.</summary>
    public int SnapshotEvery { get; set; } = 10_000;

    /// <summary>A snapshot is written so long after its last event, when listeners have been told of that. Default 500 ms.</summary>
    public TimeSpan SnapshotDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many events one read of a replay asks for. Default 2,000.</summary>
    public int ReplayPage { get; set; } = 2000;

    /// <summary>Where snapshots are put into words. Not configured: the thread pool, or a simulation's own order.</summary>
    public TaskScheduler Background { get; init; } = TaskScheduler.Default;
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class EventSourcingOptionsValidator : IValidateOptions<EventSourcingOptions>
{
    public ValidateOptionsResult Validate(string? name, EventSourcingOptions options) => options switch
    {
        { SnapshotEvery: < 1 } => ValidateOptionsResult.Fail("EventSourcing:SnapshotEvery must be at least 1."),
        _ when options.SnapshotDelay < TimeSpan.Zero => ValidateOptionsResult.Fail("EventSourcing:SnapshotDelay must not be negative."),
        { ReplayPage: < 1 } => ValidateOptionsResult.Fail("EventSourcing:ReplayPage must be at least 1."),
        _ => ValidateOptionsResult.Success,
    };
}
