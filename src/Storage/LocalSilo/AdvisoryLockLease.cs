using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>
/// The right to be the only LocalSilo on a database: an advisory lock that lasts as long as a session of its own. When that session breaks the lock is
/// taken again, for as long as it takes; only when another process has or had it meanwhile is the lease lost (docs/decisions/0018-lease.md).
/// </summary>
internal sealed partial class AdvisoryLockLease : ISingleSiloLease, IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly DatabaseAtStart _atStart;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _place;
    private readonly string _name;
    private readonly Guid _run = Guid.NewGuid();
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _released = new();
    private readonly NpgsqlDataSource _source;
    private LeaseSession? _session;
    private long? _waitingSince;
    private Task _keeping = Task.CompletedTask;

    public AdvisoryLockLease(DatabaseAddress address, DatabaseAtStart atStart, IOptions<StorageOptions> options, TimeProvider time, ILogger<AdvisoryLockLease> logger)
    {
        (_atStart, _options, _time, _logger) = (atStart, options.Value, time, logger);
        _place = address.Place;
        // The name shows who holds the lock: in messages, in pg_stat_activity, and to ourselves. PostgreSQL cuts it at 63 bytes, so the host comes last.
        _name = $"{OwnPrefix}, pid {Environment.ProcessId} on {Environment.MachineName}";
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.Connection.ConnectionString)
        {
            Pooling = false,
            KeepAlive = 5,
            Timeout = 5,
            CommandTimeout = 5,
            ApplicationName = _name,
        });
    }

    public CancellationToken Lost => _lost.Token;

    public string? LostTo { get; private set; }

    private string OwnPrefix => $"QuizOrleans silo {_run.ToString("N")[..8]}";

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (_session is not null) return;
        await _atStart.Run("lease", async cancellation => _session = await Take(cancellation), cancellationToken);
        _keeping = Task.Run(Keep, CancellationToken.None);
    }

    public async Task ReleaseAsync()
    {
        await _released.CancelAsync();
        await _keeping;
        if (_session is not null) await _session.DisposeAsync();
        _session = null;
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        await _source.DisposeAsync();
        _lost.Dispose();
        _released.Dispose();
    }

    /// <summary>The first time: waits for whoever has it, as after a kill or while one process replaces another.</summary>
    private async Task<LeaseSession> Take(CancellationToken cancellationToken)
    {
        var session = await LeaseSession.OpenAsync(_source, cancellationToken);
        try
        {
            while (!await session.TryLock(cancellationToken))
            {
                var holder = (await session.Holder(cancellationToken))?.Name ?? "it has just ended";
                if (_waitingSince is null && _options.LeaseWait > TimeSpan.Zero) LogWaiting(holder, _place, _options.LeaseWait);
                _waitingSince ??= _time.GetTimestamp();
                if (_time.GetElapsedTime(_waitingSince.Value) >= _options.LeaseWait) throw new SiloLeaseHeldException($"{_place} ({holder})");
                await Task.Delay(BetweenLooks, _time, cancellationToken);
            }

            await session.Sign(_run, _name, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
