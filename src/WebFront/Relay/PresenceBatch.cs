using System.Collections.Immutable;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// Collects who came and went and reports it in one call at a time: while one is under way the next ones gather. What is reported of a member is how
/// it is then, so that no two who saw him come and go can say it in the wrong order. A report that fails is told again with the next.
/// </summary>
/// <param name="isHere">Whether a member has a connection on this front.</param>
internal sealed partial class PresenceBatch(Func<string, bool> isHere, Func<ImmutableArray<string>, ImmutableArray<string>, Task> report, ILogger logger)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private HashSet<string> _waiting = [];
    private bool _reporting;
    private bool _failed;
    private int _words;

    /// <summary>How much has ever been said here, when all of it has been reported; null while something is under way.</summary>
    public int? Settled
    {
        get
        {
            lock (_lock) return _reporting ? null : _words;
        }
    }

    /// <summary>He came or went, or it is not sure that his room or queue knows how it is.</summary>
    public void Changed(string memberId)
    {
        lock (_lock)
        {
            _waiting.Add(memberId);
            _words++;
            if (_reporting) return;
            _reporting = true;
        }

        _ = Report();
    }

    private async Task Report()
    {
        var wait = Gather;
        while (true)
        {
            await Task.Delay(wait);
            wait = await TryReport(Take()) ? Gather : Again;
            lock (_lock)
            {
                if (_waiting.Count > 0) continue;
                _reporting = false;
                return;
            }
        }
    }

    private HashSet<string> Take()
    {
        lock (_lock)
        {
            var batch = _waiting;
            _waiting = [];
            return batch;
        }
    }

    private async Task<bool> TryReport(HashSet<string> batch)
    {
        try
        {
            var members = batch.ToLookup(isHere);
            await report([.. members[true]], [.. members[false]]);
            _failed = false;
            return true;
        }
        catch (Exception e)
        {
            // Once for all tries in a row: through an outage every room tries every second.
            if (!_failed) LogNotReported(logger, Outages.Unforeseen(e), batch.Count, e.GetType().Name);
            _failed = true;
            lock (_lock) _waiting.UnionWith(batch);
            return false;
        }
    }

    [LoggerMessage(2241, LogLevel.Warning, "The presence of {Count} members was not reported ({Cause}); trying again until it is.")]
    private static partial void LogNotReported(ILogger logger, Exception? exception, int count, string cause);
}
