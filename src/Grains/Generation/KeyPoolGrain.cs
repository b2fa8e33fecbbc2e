using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>
/// Keeps one provider's pool. What must outlive a crash, a rest or a block, is written at once; figures are written now and then and when it goes, so a crash
/// may lose the last of them, and the provider's refusal then sets it right.
/// </summary>
// Reentrant: whoever wants a key must not wait for a write. The pool changes within turns only, and its writes run one after the other.
[Reentrant]
public sealed partial class KeyPoolGrain(
    [PersistentState("key-pool", StorageNames.Grains)] IPersistentState<KeyPoolState> stored, IEnumerable<IQuestionWriter> writers, TimeProvider time, ILogger<KeyPoolGrain> logger)
    : Grain, IKeyPoolGrain
{
    private static readonly TimeSpan WriteFigures = TimeSpan.FromSeconds(5);

    /// <summary>Whoever reports has a deadline: a store that is away must not hold him up.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(1);

    private KeyPoolRules _rules = new();
    private KeyPoolState _pool = KeyPoolState.Empty;
    private IGrainTimer? _writing;
    private bool _isConfigured;
    private bool _isUnsaved;
    private bool _isGoing;

    private string Provider => TenantKey.Parse(this.GetPrimaryKeyString()).Id;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (writers.FirstOrDefault(w => w.Provider == Provider) is { } writer)
        {
            _isConfigured = true;
            _rules = new KeyPoolRules { Days = writer.QuotaDays };
            _pool = KeyPool.Configure(stored.State, writer.Models, [.. writer.Keys.Select(KeyPoolViews.ToPooled)]);
        }

        _writing = this.RegisterGrainTimer(_ => Write(), new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isGoing = true;
        await Write();
    }

    public Task<KeyLeased> Lease(ImmutableArray<string> besides, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var leased = KeyPool.Lease(_pool, now, besides.IsDefault ? [] : besides, _rules);
        if (leased.Lease is not null) Change(leased.State);
        return Task.FromResult(KeyPoolViews.Leased(leased, now));
    }

    public async Task Report(KeyReport report, CancellationToken cancellationToken)
    {
        var outcome = KeyPoolViews.ToOutcome(report);
        var lease = new PoolLease(report.Lease.Entry, report.Lease.Fingerprint, report.Lease.Model);
        Change(KeyPool.Report(_pool, time.GetUtcNow(), lease, outcome, Random.Shared.NextDouble(), _rules));
        if (outcome is CallOutcome.Failed { Kind: CallFaultKind.RateLimited or CallFaultKind.Unauthorized or CallFaultKind.Forbidden } fault)
        {
            LogFault(logger, Provider, lease.Entry, lease.Model, CallOutcome.NameOf(fault.Kind));
            await WriteSoon();
        }
    }

    public Task<KeyPoolView> View(CancellationToken cancellationToken) => Task.FromResult(KeyPoolViews.Of(Provider, _pool, time.GetUtcNow(), _rules));

    public async Task<Receipt> Clear(string entry, CancellationToken cancellationToken)
    {
        if (KeyPool.Clear(_pool, entry) is not { } cleared) return new Receipt(false, "key_not_found", "There is no such key.", 0);
        Change(cleared);
        await WriteSoon();
        return new Receipt(true, "ok", "", 0);
    }

    private void Change(KeyPoolState next)
    {
        _pool = next;
        if (_isUnsaved || !_isConfigured) return;
        _isUnsaved = true;
        if (!_isGoing) _writing!.Change(WriteFigures, Timeout.InfiniteTimeSpan);
    }

    private async Task WriteSoon()
    {
        if (!_isUnsaved) return;
        try
        {
            await Write().WaitAsync(MostWait, time);
        }
        catch (TimeoutException)
        {
            // It goes on without us.
        }
    }

    /// <summary>Never throws: what could not be written is tried again, and holds meanwhile.</summary>
    private async Task Write()
    {
        if (!_isUnsaved) return;
        _isUnsaved = false;
        stored.State = _pool;
        try
        {
            await stored.WriteStateAsync();
        }
        catch (InconsistentStateException e)
        {
            // Another activation has written: it is the one.
            LogReplaced(logger, e, Provider);
            DeactivateOnIdle();
        }
        catch (Exception e)
        {
            LogNotWritten(logger, e, Provider);
            Change(_pool);
        }
    }

    [LoggerMessage(3022, LogLevel.Warning, "Key {Entry} of {Provider} was refused for {Model}: {Outcome}.")]
    private static partial void LogFault(ILogger logger, string provider, string entry, string model, string outcome);

    [LoggerMessage(3023, LogLevel.Warning, "The key pool of {Provider} could not be written; it is tried again.")]
    private static partial void LogNotWritten(ILogger logger, Exception exception, string provider);

    [LoggerMessage(3024, LogLevel.Warning, "The key pool of {Provider} was written by another activation; this one goes.")]
    private static partial void LogReplaced(ILogger logger, Exception exception, string provider);
}
