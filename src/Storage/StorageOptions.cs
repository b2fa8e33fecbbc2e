using Microsoft.Extensions.Options;

namespace QuizOrleans.Storage;

/// <summary>How the process uses its database. Bound from the section "Storage"; a bad value stops the start.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>How long an operation may wait and be retried before it fails as storage_unavailable. 100 ms – 1 min; default 5 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the start waits for a database that does not answer yet. 0–10 min; default 30 s.</summary>
    public TimeSpan StartDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>On LocalSilo: how long the start waits for another process that serves the database to end. 0–10 min; default 30 s.</summary>
    public TimeSpan LeaseWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections that write the journal, each for its share of the streams. 1–16; default 2 (docs/decisions/0004-journal-writers.md).</summary>
    public int JournalWriters { get; set; } = 2;

    /// <summary>Events that one journal statement writes at most. 1–10,000; default 500.</summary>
    public int JournalBatchRows { get; set; } = 500;

    /// <summary>
    /// How long a busy writer waits for company after the first append of a batch; one that has been idle does not wait. 0–2 ms; default 1 ms
    /// (docs/decisions/0004-journal-writers.md).
    /// </summary>
    public TimeSpan JournalLinger { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// How long what nobody waits for is gathered before it is written: what finished games say of their questions, and the rows of matches that still run.
    /// 0–10 s; default 1 s.
    /// </summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Appends that may wait in one writer's queue; more are refused as storage_unavailable. 100–1,000,000; default 20,000.</summary>
    public int JournalQueue { get; set; } = 20_000;

    /// <summary>
    /// Marks this service's rows in Orleans' tables; under Orleans the same text is <c>ClusterOptions.ServiceId</c>. Changing it hides all
    /// state of grains. 1–100 characters; default "quiz".
    /// </summary>
    public string ServiceId { get; set; } = "quiz";

    /// <summary>Connections to the database at most, the journal's included. 4–1,000; default 30.</summary>
    public int MaxConnections { get; set; } = 30;

    /// <summary>Connections of Orleans' own storage and reminders at most, besides; who finds them taken waits. 2–1,000; default 20.</summary>
    public int GrainConnections { get; set; } = 20;
}

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> faults = [];
        Check(options.Deadline, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), nameof(options.Deadline));
        Check(options.StartDeadline, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.StartDeadline));
        Check(options.LeaseWait, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.LeaseWait));
        Check(options.JournalWriters, 1, 16, nameof(options.JournalWriters));
        Check(options.JournalBatchRows, 1, 10_000, nameof(options.JournalBatchRows));
        Check(options.JournalLinger, TimeSpan.Zero, TimeSpan.FromMilliseconds(2), nameof(options.JournalLinger));
        Check(options.Linger, TimeSpan.Zero, TimeSpan.FromSeconds(10), nameof(options.Linger));
        Check(options.JournalQueue, 100, 1_000_000, nameof(options.JournalQueue));
        Check(options.MaxConnections, 4, 1_000, nameof(options.MaxConnections));
        Check(options.GrainConnections, 2, 1_000, nameof(options.GrainConnections));
        if (options.ServiceId is not { Length: > 0 and <= 100 }) faults.Add($"{StorageOptions.Section}:{nameof(options.ServiceId)} must have 1 to 100 characters.");
        if (options.MaxConnections < options.JournalWriters + 2)
            faults.Add($"{StorageOptions.Section}:{nameof(options.MaxConnections)} must leave two connections beside {nameof(options.JournalWriters)}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check<T>(T value, T least, T most, string option)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                faults.Add($"{StorageOptions.Section}:{option} is {value}; it must lie between {least} and {most}.");
        }
    }
}
