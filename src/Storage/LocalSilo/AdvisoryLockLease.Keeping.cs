using Microsoft.Extensions.Logging;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.LocalSilo;

/// <content>Holding on to it.</content>
internal sealed partial class AdvisoryLockLease
{
    /// <summary>Tries that fail come twice a second; of so many one is told.</summary>
    private const int TriesPerWord = 60;

    private async Task Keep()
    {
        try
        {
            while (LostTo is null)
            {
                var fault = await _session!.WaitForEnd(_released.Token);
                LogInterrupted(fault.Message);
                await _session.DisposeAsync();
                await Retake(_released.Token);
            }

            await _lost.CancelAsync();
        }
        catch (Exception) when (_released.IsCancellationRequested)
        {
            // Given back; the session may have ended in the same moment, and that is no fault any more.
        }
    }

    /// <summary>Returns with the lock on a new session, or with the name of who has or had it in <see cref="LostTo"/>.</summary>
    private async Task Retake(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryRetake(cancellationToken)) return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Away, starting, full, or refusing us until somebody mends it: nothing is written meanwhile, and nobody else can serve either.
                if (attempt % TriesPerWord == 1) LogAway(attempt, e.Message);
            }

            await Task.Delay(Backoff.After(attempt), cancellationToken);
        }
    }

    /// <summary>Whether it is decided.</summary>
    private async Task<bool> TryRetake(CancellationToken cancellationToken)
    {
        var session = await LeaseSession.OpenAsync(_source, cancellationToken);
        var isKept = false;
        try
        {
            if (await session.TryLock(cancellationToken))
            {
                LostTo = await session.SignedByAnother(_run, cancellationToken);
                if (LostTo is not null) return true;
                (_session, isKept) = (session, true);
                LogRetaken();
                return true;
            }

            if (await session.Holder(cancellationToken) is not var (pid, name)) return false;
            if (name.StartsWith(OwnPrefix, StringComparison.Ordinal))
            {
                // A session of ours that the server has not missed yet.
                await session.End(pid, cancellationToken);
                return false;
            }

            LostTo = name;
            return true;
        }
        finally
        {
            if (!isKept) await session.DisposeAsync();
        }
    }

    [LoggerMessage(4031, LogLevel.Warning, "Another process ({Holder}) serves the {Place}; waiting up to {Wait} for it to end")]
    private partial void LogWaiting(string holder, string place, TimeSpan wait);

    [LoggerMessage(4032, LogLevel.Warning, "The session that holds the lease on the database has ended; it is taken again: {Cause}")]
    private partial void LogInterrupted(string cause);

    [LoggerMessage(4033, LogLevel.Warning, "The lease on the database cannot be taken again yet (try {Attempt}): {Cause}")]
    private partial void LogAway(int attempt, string cause);

    [LoggerMessage(4034, LogLevel.Information, "The lease on the database is held again; nobody else had it")]
    private partial void LogRetaken();
}
