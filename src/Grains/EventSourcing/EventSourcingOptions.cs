namespace QuizOrleans.Grains.EventSourcing;

/// <summary>Section "EventSourcing".</summary>
public sealed class EventSourcingOptions
{
    /// <summary>At least so many events lie between two snapshots of a stream. Default 1,000.</summary>
    public int SnapshotEvery { get; set; } = 1000;

    /// <summary>How many events one read of a replay asks for. Default 2,000.</summary>
    public int ReplayPage { get; set; } = 2000;
}
