using System.Collections.Immutable;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// Collects who came and went and reports it in one call at a time: while one is under way the next ones gather. The last word on a member
/// counts. A report that fails is told again with the next.
/// </summary>
internal sealed partial class PresenceBatch(Func<ImmutableArray<string>, ImmutableArray<string>, Task> report, ILogger logger)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Dictionary<string, bool> _waiting = [];
    private bool _reporting;
    private int _words;

    /// <summary>How much has ever been said here, when all of it has been reported; null while something is under way.</summary>
    public int? Settled
    {
        get
        {
            lock (_lock) return _reporting ? null : _words;
        }
    }

    public void Arrived(string memberId) => Add(memberId, true);

    public void Gone(string memberId) => Add(memberId, false);

    private void Add(string memberId, bool arrived)
    {
        lock (_lock)
        {
            _waiting[memberId] = arrived;
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

    private Dictionary<string, bool> Take()
    {
        lock (_lock)
        {
            var batch = _waiting;
            _waiting = [];
            return batch;
        }
    }

    private async Task<bool> TryReport(Dictionary<string, bool> batch)
    {
        try
        {
            await report([.. batch.Where(m => m.Value).Select(m => m.Key)], [.. batch.Where(m => !m.Value).Select(m => m.Key)]);
            return true;
        }
        catch (Exception e)
        {
            LogNotReported(logger, e, batch.Count);
            lock (_lock)
            {
                foreach (var (member, arrived) in batch) _waiting.TryAdd(member, arrived);
            }

            return false;
        }
    }

    [LoggerMessage(2241, LogLevel.Warning, "The presence of {Count} members was not reported; trying again.")]
    private static partial void LogNotReported(ILogger logger, Exception exception, int count);
}
