using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QuizOrleans.Storage;

/// <summary>The instruments of the meter <c>QuizOrleans.Storage</c>.</summary>
internal sealed class StorageMetrics
{
    public const string MeterName = "QuizOrleans.Storage";

    /// <summary>The journal's own operation; it does not go through <see cref="Database.PostgresDatabase"/>.</summary>
    public const string JournalAppend = "journal.append";

    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _flushDuration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _conflicts;
    private readonly ConcurrentDictionary<string, bool> _operations = new();

    public StorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _batchSize = meter.CreateHistogram(
            "quiz.journal.batch.size", "{event}", "Events written by one journal statement.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] });
        _flushDuration = meter.CreateHistogram(
            "quiz.journal.flush.duration", "s", "Time from a journal statement's start to its commit.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        _retries = meter.CreateCounter<long>("quiz.storage.retries", "{retry}", "Database operations tried again after a passing fault.");
        _conflicts = meter.CreateCounter<long>("quiz.journal.conflicts", "{append}", "Appends refused because their versions were taken.");
        // There before the first event: what is not there yet does not grow by it.
        _conflicts.Add(0);
        Runs(JournalAppend);
    }

    public void Flushed(int rows, long startedAt)
    {
        _batchSize.Record(rows);
        _flushDuration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
    }

    /// <summary>The operation is made: from its first time on it has a count of retries.</summary>
    public void Runs(string operation)
    {
        if (!_operations.ContainsKey(operation) && _operations.TryAdd(operation, true)) _retries.Add(0, new KeyValuePair<string, object?>("db.operation.name", operation));
    }

    public void Retried(string operation) => _retries.Add(1, new KeyValuePair<string, object?>("db.operation.name", operation));

    public void Conflicted() => _conflicts.Add(1);
}
