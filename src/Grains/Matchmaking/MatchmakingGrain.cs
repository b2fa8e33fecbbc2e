using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// One queue: the rules of <see cref="QueueDecider"/> around a journal. A match is made in two steps: the pair is recorded, its duel opened and both
/// told; the tickets go when the duel says that both have come, or one returns to the front when it says that the other has not.
/// </summary>
// Reentrant for group commit only: see EventSourcedGrain.
[Reentrant]
public sealed partial class MatchmakingGrain(
    IJournal journal,
    IOptions<DuelOptions> options,
    IOptions<EventSourcingOptions> eventSourcing,
    IMatchStore matches,
    QueueMetrics metrics,
    TimeProvider time,
    ILogger<MatchmakingGrain> logger)
    : EventSourcedGrain<QueueState, QueueEvent>(journal, QueueJournal.Format, eventSourcing.Value, time, logger), IMatchmakingGrain
{
    /// <summary>A duel decides itself who came; this much later it is asked, in case its word was lost.</summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(2);

    /// <summary>Whoever comes is looked at so soon at the earliest: those who come together are matched together, and the fit is better.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(15);

    /// <summary>However long sweeps take, one comes so soon: who waits wants to hear how things stand.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(1);

    /// <summary>Of so many parts of its time a queue spends one on sweeps at most.</summary>
    private const int SweepShare = 10;

    /// <summary>The same while pairs wait to be matched.</summary>
    private const int BusySweepShare = 50;

    /// <summary>An opening that takes longer holds up no others: the duel's silo may be gone.</summary>
    private static readonly TimeSpan OpeningHolds = TimeSpan.FromSeconds(1);

    /// <summary>Matches whose duels are being opened, and since when.</summary>
    private readonly Dictionary<string, long> _opening = [];
    private QueueKey _key;
    private string? _stream;
    private QueueRules _rules = new();

    /// <summary>Who was found for whom by the last sweep and is not matched yet.</summary>
    private Queue<(string First, string Second)> _found = [];

    protected override string Stream => _stream ??= $"queue/{_key}";

    protected override QueueState Initial => QueueState.Initial;

    /// <summary>Nobody asks what a queue was like, and its events are about persons. Whoever still waits came later than this.</summary>
    protected override TimeSpan? KeepsFor => DuelOptionsValidator.LongestTicketLife;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = QueueKey.Parse(this.GetPrimaryKeyString());
        Tenancy.Act(_key.Tenant);
        _rules = options.Value.Rules;
        _sweeping = this.RegisterGrainTimer(OnSweep, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        await base.OnActivateAsync(cancellationToken);
        // A match that was recorded, and whose duel may not have been opened when the process died.
        foreach (var pairing in Durable.Pairings.Values) Open(pairing);
        _ = TellHeld([.. Durable.Tickets.Keys]);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Openings under way may end after this; the next pairs are for the activation that comes next.
        _found.Clear();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<Outcome<QueueTicket>> Join(JoinQueue command, CancellationToken cancellationToken)
    {
        var now = Now;
        var recorded = await Record(Decide(new QueueCommand.Join(
            now, command.PlayerId, command.Nickname, Ratings.Read(command.Profile.Rating), command.Profile.LastOpponent, command.Profile.Blocked, command.Since ?? now)));
        if (recorded.Rejection is { } rejection && rejection != QueueRejections.AlreadyQueued) return new Refusal(rejection.Code, rejection.Message);
        // Whoever comes now is the last: counting those before him would cost every newcomer a walk along the whole queue.
        return recorded.Rejection is null && command.Since is null && Durable.Tickets.TryGetValue(command.PlayerId, out var ticket)
            ? TicketOf(ticket, Durable.Tickets.Count, now)
            : await Ticket(command.PlayerId, cancellationToken);
    }

    public Task<Outcome<QueueTicket>> Ticket(string playerId, CancellationToken cancellationToken) => Task.FromResult<Outcome<QueueTicket>>(
        Durable.Tickets.TryGetValue(playerId, out var ticket) ? TicketOf(ticket, PlaceOf(ticket), Now)
        : IsUnavailable() ? Refused(Recorded.StorageUnavailable)
        : Refused(QueueRejections.NotQueued));

    public Task<Receipt> Leave(string playerId, CancellationToken cancellationToken) => Do(new QueueCommand.Leave(Now, playerId));

    public Task<Receipt> Settle(string playerId, CancellationToken cancellationToken) => Do(new QueueCommand.Settle(Now, playerId));

    public Task MatchSeated(string matchId) => Do(new QueueCommand.Seated(Now, matchId));

    public Task MatchFailed(string matchId, ImmutableArray<string> came) => Do(new QueueCommand.Failed(Now, matchId, came));

    protected override QueueState Evolve(QueueState state, QueueEvent @event) => QueueEvolution.Evolve(state, @event);

    protected override Decision<QueueEvent> AfterReplay() => Decide(new QueueCommand.Recover(Now));

    private Decision<QueueEvent> Decide(QueueCommand command) => QueueDecider.Decide(State, command, _rules);

    private async Task<Receipt> Do(QueueCommand command) => (await Record(Decide(command))).ToReceipt();

    private async Task OnSweep(CancellationToken cancellationToken)
    {
        _sweepAt = null;
        _hasNewcomers = false;
        var startedAt = Time.GetTimestamp();
        var found = QueueDecider.Pairs(State, Now, _rules);
        var decision = Decide(new QueueCommand.Sweep(Now, found));
        _sweepTook = Time.GetElapsedTime(startedAt);
        _found = new Queue<(string First, string Second)>(found);
        var recording = Record(decision);
        MatchNext();
        var recorded = await recording;
        if (recorded.Rejection is null)
        {
            foreach (var pairing in Durable.Pairings.Values.Where(p => Now >= p.SeatBy + AskAfter)) await Ask(pairing);
            if (_key.Band is not null) await MoveOn();
        }

        TellStatus();
        Arm();
    }

    /// <summary>As many of those found as may be opened now; the others wait on, and may still leave.</summary>
    private void MatchNext()
    {
        if (_found.Count == 0 || !MayOpen()) return;
        var events = ImmutableArray.CreateBuilder<QueueEvent>();
        while (MayOpen() && _found.TryDequeue(out var pair))
        {
            var matchId = Matches.NewId();
            var decision = Decide(new QueueCommand.Match(Now, pair.First, pair.Second, matchId));
            if (decision.Events.IsEmpty) continue;
            events.AddRange(decision.Events);
            _opening[matchId] = Time.GetTimestamp();
        }

        // Nobody is in two pairs of one sweep, so each decision holds whatever became of the others.
        if (events.Count > 0) _ = Record(new Decision<QueueEvent>(events.ToImmutable(), null)).AsTask();
    }

    /// <summary>Whether another duel may be opened: not so many at once, but for those that hang.</summary>
    private bool MayOpen() =>
        _opening.Count < options.Value.OpeningsAtOnce || _opening.Values.Count(since => Time.GetElapsedTime(since) < OpeningHolds) < options.Value.OpeningsAtOnce;

    private void Open(Pairing pairing)
    {
        _opening[pairing.MatchId] = Time.GetTimestamp();
        _ = OpenDuel(pairing);
    }

    /// <summary>Opens the duel, which is harmless when it is open, and tells both. When it cannot be opened both wait on.</summary>
    private async Task OpenDuel(Pairing pairing)
    {
        try
        {
            if (!State.Tickets.TryGetValue(pairing.First, out var first) || !State.Tickets.TryGetValue(pairing.Second, out var second)) return;
            var opened = await Duel(pairing.MatchId).OpenDuel(
                new OpenDuel(_key.Category, _key.Language, Rated: true, [Seat(first), Seat(second)], Queue: _key.ToString()), CancellationToken.None);
            if (opened.Refusal is { Code: not "pin_taken" } refusal)
            {
                LogNotOpened(logger, pairing.MatchId, refusal.Code);
                await Do(new QueueCommand.Failed(Now, pairing.MatchId, [pairing.First, pairing.Second]));
                return;
            }

            _untold[pairing.MatchId] = [pairing.First, pairing.Second];
            TellFound(pairing.MatchId, first);
            TellFound(pairing.MatchId, second);
            Flush();
        }
        catch (Exception e)
        {
            // After the time for the seats the duel is asked, and if there is none, both wait on.
            LogOpeningFailed(logger, e, pairing.MatchId);
        }
        finally
        {
            _opening.Remove(pairing.MatchId);
            MatchNext();
        }
    }

    /// <summary>What became of a match whose time for the seats is over.</summary>
    private async Task Ask(Pairing pairing)
    {
        try
        {
            var seating = await Duel(pairing.MatchId).Seating(CancellationToken.None);
            switch (seating.Status)
            {
                case "none": await Do(new QueueCommand.Failed(Now, pairing.MatchId, [pairing.First, pairing.Second])); break;
                case "playing" or "ended": await Do(new QueueCommand.Seated(Now, pairing.MatchId)); break;
                case "over": await Do(new QueueCommand.Failed(Now, pairing.MatchId, seating.Came)); break;
            }
        }
        catch (Exception e)
        {
            LogNotAsked(logger, e, pairing.MatchId);
        }
    }

    /// <summary>Who has waited long enough among his like goes on where all bands meet, the wait kept.</summary>
    private async Task MoveOn()
    {
        var now = Now;
        foreach (var ticket in Durable.Tickets.Values.Where(t => t.IsWaiting && t.WaitAt(now) >= options.Value.BandTime).ToArray())
        {
            var profile = new DuelistProfile(Ratings.View(ticket.Rating), ticket.LastOpponent, ticket.Blocked, null);
            // There first: in both for a moment is better than in none. Found here meanwhile, he leaves there again.
            var common = GrainFactory.GetGrain<IMatchmakingGrain>(_key.Common.ToString());
            var moved = await common.Join(new JoinQueue(ticket.PlayerId, ticket.Nickname, profile, ticket.JoinedAt), CancellationToken.None);
            if (moved.Value is null) continue;
            var left = await Record(Decide(new QueueCommand.Move(Now, ticket.PlayerId)));
            if (left.Rejection is null) Tell(ticket.PlayerId, new QueueMoved(_key.Common.ToString()));
            else await common.Leave(ticket.PlayerId, CancellationToken.None);
        }

        Flush();
    }

    private IQuizRoomGrain Duel(string matchId) => GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(_key.Tenant, matchId).ToString());

    private static DuelSeat Seat(Ticket ticket) => new(ticket.PlayerId, ticket.Nickname, Ratings.View(ticket.Rating));

    private static Refusal Refused(Rejection rejection) => new(rejection.Code, rejection.Message);

    [LoggerMessage(1201, LogLevel.Warning, "The duel {MatchId} was not opened: {Code}. Its players wait on.")]
    private static partial void LogNotOpened(ILogger logger, string matchId, string code);

    [LoggerMessage(1202, LogLevel.Warning, "Opening the duel {MatchId} failed.")]
    private static partial void LogOpeningFailed(ILogger logger, Exception exception, string matchId);

    [LoggerMessage(1203, LogLevel.Warning, "The duel {MatchId} did not say who came; it is asked again.")]
    private static partial void LogNotAsked(ILogger logger, Exception exception, string matchId);
}
