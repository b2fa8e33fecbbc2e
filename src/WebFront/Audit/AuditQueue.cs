using System.Collections.Immutable;
using System.Threading.Channels;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;

namespace QuizOrleans.WebFront.Audit;

/// <summary>
/// What the front itself has to tell the audit. Deeds are kept before they are acknowledged; refusals are written together, soon, and never in the way of
/// a call. Bounded: whoever floods it loses his own entries, and the log says how many.
/// </summary>
public sealed partial class AuditQueue(IGrainFactory grains, TimeProvider time, ILogger<AuditQueue> logger) : BackgroundService, IHostedLifecycleService
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 500;
    private const int Tries = 5;

    /// <summary>Refusals that are told apart in a minute; each is two entries at most.</summary>
    private const int MostRefusals = 250;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly RefusalThrottle _refusals = new(Minute, MostRefusals);

    private readonly Channel<(string Tenant, AuditEntry Entry)> _waiting = Channel.CreateBounded<(string, AuditEntry)>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private int _lost;

    /// <summary>Something was done: kept when this returns, so that it is acknowledged only then.</summary>
    public async Task Write(string tenant, string action, string actor, string? target, string? address, string details = "")
    {
        var entry = new AuditEntry(time.GetUtcNow(), actor, action, target, "ok", address, details);
        try
        {
            await Record(tenant, [entry]);
        }
        catch
        {
            // It is done all the same, though nobody is told so: the entry is tried again.
            Queue(tenant, entry);
            throw;
        }
    }

    /// <summary>Somebody was refused what he may not: written soon, counted when it is much.</summary>
    public void Refuse(string tenant, string action, string? actor, string? target, string outcome, string? address, string details = "")
    {
        var entry = new AuditEntry(time.GetUtcNow(), actor, action, target, outcome, address, details);
        if (_refusals.Admit(tenant, entry)) Queue(tenant, entry);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What waits is written before any service stops: the silo of this process is the first to go.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Count(all: true);
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = time.CreateTimer(_ => Count(all: false), null, Round, Round);
        var batch = new List<(string Tenant, AuditEntry Entry)>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var next)) batch.Add(next);
            foreach (var tenant in batch.GroupBy(e => e.Tenant)) await RecordAtLast(tenant.Key, [.. tenant.Select(e => e.Entry)]);
            batch.Clear();
            if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost) LogLost(logger, lost);
        }
    }

    private void Count(bool all)
    {
        foreach (var (tenant, entry) in _refusals.Over(time.GetUtcNow(), all)) Queue(tenant, entry);
    }

    private void Queue(string tenant, AuditEntry entry)
    {
        if (!_waiting.Writer.TryWrite((tenant, entry))) Interlocked.Increment(ref _lost);
    }

    private async Task RecordAtLast(string tenant, ImmutableArray<AuditEntry> entries)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Record(tenant, entries);
                return;
            }
            catch (Exception) when (attempt < Tries && !_waiting.Reader.Completion.IsCompleted)
            {
                await Task.Delay(Again, time);
            }
            catch (Exception e)
            {
                LogNotWritten(logger, e, entries.Length);
                return;
            }
        }
    }

    private async Task Record(string tenant, ImmutableArray<AuditEntry> entries)
    {
        Tenancy.Act(tenant);
        await grains.GetGrain<IAuditGrain>(new TenantKey(tenant, "audit").ToString()).Record(entries, CancellationToken.None);
    }

    [LoggerMessage(2301, LogLevel.Error, "{Count} entries are missing in the audit: more came than could be written.")]
    private static partial void LogLost(ILogger logger, int count);

    [LoggerMessage(2302, LogLevel.Error, "{Count} entries are missing in the audit: they could not be written.")]
    private static partial void LogNotWritten(ILogger logger, Exception exception, int count);
}
