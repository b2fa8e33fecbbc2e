using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Rules;

namespace QuizOrleans.Grains.EventSourcing;

/// <summary>
/// A grain whose state is the fold of its journal. A command is decided and evolved in memory in one turn and its events are queued; one
/// flush at a time writes all that is queued in one append (group commit); then the waiting callers are answered and the events published, in
/// order.
/// </summary>
/// <remarks>
/// Derived classes are <c>[Reentrant]</c>, for this reason only: while one command waits for its commit, the next ones must be decided, so
/// that they share the commit after it. Every decision is one synchronous step, so turns still never see each other half done.
/// Callers are shown <see cref="Durable"/> state only. When a flush fails, what memory holds beyond the journal is worthless: all waiting
/// callers are refused, the activation goes, and the next call replays the journal.
/// </remarks>
public abstract partial class EventSourcedGrain<TState, TEvent>(
    IJournal journal, JournalFormat<TState, TEvent> format, EventSourcingOptions options, TimeProvider time, ILogger logger) : Grain
    where TState : class
    where TEvent : class
{
    private Batch? _open;
    private Batch? _flushing;
    private bool _isFlushing;
    private bool _broken;
    private bool _serving;

    /// <summary>The state with everything decided so far, durable or not: what the next command is decided on.</summary>
    protected TState State { get; private set; } = null!;

    /// <summary>The state as the journal has it: what callers may see.</summary>
    protected TState Durable { get; private set; } = null!;

    protected long DurableVersion { get; private set; }

    /// <summary>Names the journal's stream; at most 160 characters.</summary>
    protected abstract string Stream { get; }

    protected abstract TState Initial { get; }

    protected TimeProvider Time => time;

    /// <summary>The server's clock in whole milliseconds, as events keep it.</summary>
    protected DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private long DecidedVersion => _open?.Last ?? _flushing?.Last ?? DurableVersion;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Replay(cancellationToken);
            await Record(AfterReplay());
        }
        catch (StorageUnavailableException e)
        {
            // An exception from here would reach callers as the engine's own; this way they get the coded refusal. The activation goes with the
            // first call it refuses, not now: that call would be sent on to the next one, and so on for as long as the database is silent.
            LogUnreadable(logger, e, Stream);
            State = Durable = Initial;
            _broken = true;
        }

        _serving = true;
    }

    /// <summary>What being brought back from the journal does to the state; recorded before the first call is served.</summary>
    protected virtual Decision<TEvent> AfterReplay() => Decision<TEvent>.Nothing;

    protected abstract TState Evolve(TState state, TEvent @event);

    /// <summary>An event is durable. Called once for each, in order, before the callers that wait for it are answered.</summary>
    /// <param name="after">The state right after this event.</param>
    protected abstract void OnCommitted(TEvent @event, TState after, long version);

    /// <summary>All that became durable together has been through <see cref="OnCommitted"/>; its callers are not answered yet.</summary>
    protected virtual void OnBatchCommitted()
    {
    }

    /// <summary>Called in the turn in which events were decided, to arm timers.</summary>
    protected virtual void OnDecided()
    {
    }

    /// <summary>
    /// Takes a decision's events into the state at once and returns when they are durable. A rejection waits too, for what it was decided on:
    /// "already answered" must not be told on the strength of an answer that is then lost.
    /// </summary>
    protected async ValueTask<Recorded> Record(Decision<TEvent> decision)
    {
        if (_broken)
        {
            Break();
            return new Recorded(Recorded.StorageUnavailable, DurableVersion);
        }

        var batch = decision.Events.IsEmpty ? _open ?? _flushing : Enqueue(decision.Events);
        var version = DecidedVersion;
        if (batch is not null)
        {
            if (!_isFlushing) _ = Flush();
            if (!await batch) return new Recorded(Recorded.StorageUnavailable, DurableVersion);
        }

        return new Recorded(decision.Rejection, version);
    }

    private Batch Enqueue(ImmutableArray<TEvent> events)
    {
        _open ??= new Batch(DecidedVersion, events.Length);
        foreach (var @event in events)
        {
            State = Evolve(State, @event);
            _open.Add(@event, State, format.Write(@event));
        }

        OnDecided();
        return _open;
    }

    private async Task Flush()
    {
        // Who is answered by a commit goes on within it, and may decide the next command before this loop comes round.
        _isFlushing = true;
        try
        {
            while (_open is { } batch)
            {
                _flushing = batch;
                _open = null;
                try
                {
                    await journal.Append(Stream, batch.Base, batch.Payloads(), CancellationToken.None);
                }
                catch (Exception e)
                {
                    LogFlushFailed(logger, e, Stream, batch.Last);
                    Break();
                    batch.Fail();
                    _open?.Fail();
                    _open = _flushing = null;
                    return;
                }

                _flushing = null;
                Commit(batch);
            }
        }
        finally
        {
            _isFlushing = false;
        }
    }

    private void Commit(Batch batch)
    {
        var version = batch.Base;
        foreach (var (@event, after) in batch.Entries)
        {
            Durable = after;
            DurableVersion = ++version;
            try
            {
                OnCommitted(@event, after, version);
            }
            catch (Exception e)
            {
                // The event is durable; listeners that miss its notice see the gap and ask for a snapshot.
                LogPublishFailed(logger, e, Stream, version);
            }
        }

        try
        {
            OnBatchCommitted();
        }
        catch (Exception e)
        {
            // As above; and whoever waits for these events must hear of them all the same.
            LogPublishFailed(logger, e, Stream, version);
        }

        batch.Succeed();
        if (IsSnapshotDue() && IsGoodForSnapshot(Durable)) _ = SaveSnapshot(Durable, DurableVersion);
    }

    private async Task Replay(CancellationToken cancellationToken)
    {
        Durable = Initial;
        // The journal first: most streams are new or fit one page, and ask the database once. One that is trimmed has always an event left.
        var page = await journal.Read(Stream, 0, options.ReplayPage, cancellationToken);
        var isTrimmed = page is [{ Version: > 1 }, ..];
        if (!page.IsEmpty) _trimFrom = page[0].At;
        if (isTrimmed || page.Length == options.ReplayPage)
        {
            var snapshot = await journal.ReadSnapshot(Stream, cancellationToken);
            if (snapshot?.Format == format.SnapshotFormat)
            {
                Durable = format.ReadState(snapshot.State);
                DurableVersion = _snapshotVersion = snapshot.Version;
                page = await journal.Read(Stream, DurableVersion, options.ReplayPage, cancellationToken);
            }
            else if (isTrimmed)
            {
                LogWithoutSnapshot(logger, Stream, page[0].Version, snapshot?.Format);
            }
        }

        while (true)
        {
            foreach (var entry in page)
            {
                Durable = Evolve(Durable, format.ReadEvent(entry.Payload));
                DurableVersion = entry.Version;
            }

            if (page.Length < options.ReplayPage) break;
            page = await journal.Read(Stream, DurableVersion, options.ReplayPage, cancellationToken);
        }

        State = Durable;
    }

    /// <summary>Another stream's events, the first so many.</summary>
    protected async Task<ImmutableArray<TEvent>> ReadStream(string stream, int limit, CancellationToken cancellationToken)
    {
        var entries = await journal.Read(stream, 0, limit, cancellationToken);
        return [.. entries.Select(e => format.ReadEvent(e.Payload))];
    }

    /// <summary>Whether the journal failed this activation. It goes then, so that the next call reads anew; for methods that record nothing.</summary>
    protected bool IsUnavailable()
    {
        if (_broken) Break();
        return _broken;
    }

    private void Break()
    {
        _broken = true;
        if (_serving) DeactivateOnIdle();
    }

    [LoggerMessage(1001, LogLevel.Error, "Stream {Stream} could not be read; callers are refused with storage_unavailable.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string stream);

    [LoggerMessage(1002, LogLevel.Error, "Stream {Stream} could not be written up to version {Version}; the activation is discarded.")]
    private static partial void LogFlushFailed(ILogger logger, Exception exception, string stream, long version);

    [LoggerMessage(1003, LogLevel.Error, "Publishing version {Version} of stream {Stream} failed.")]
    private static partial void LogPublishFailed(ILogger logger, Exception exception, string stream, long version);

    [LoggerMessage(1240, LogLevel.Warning, "Stream {Stream} begins at version {Version} and has no snapshot of this format (its snapshot: {Format}); what is left of it is replayed.")]
    private static partial void LogWithoutSnapshot(ILogger logger, string stream, long version, string? format);
}
