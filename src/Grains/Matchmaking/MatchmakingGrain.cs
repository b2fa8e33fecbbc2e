using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.EventSourcing;
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
    private QueueKey _key;
    private string? _stream;
    private QueueRules _rules = new();
    private bool _isLeaving;
    private int _ticketsCounted;

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
        Count(Durable.Tickets.Count);
        // A match that was recorded, and whose duel may not have been opened when the process died.
        LookAfterMatches();
        RemindAll();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Openings under way may end after this; the next pairs are for the activation that comes next.
        _found.Clear();
        Count(0);
        _isLeaving = true;
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

    public Task MatchFailed(string matchId, ImmutableArray<string> came) => Fail(matchId, came);

    protected override QueueState Evolve(QueueState state, QueueEvent @event) => QueueEvolution.Evolve(state, @event);

    protected override Decision<QueueEvent> AfterReplay() => Decide(new QueueCommand.Recover(Now));

    private Decision<QueueEvent> Decide(QueueCommand command) => QueueDecider.Decide(State, command, _rules);

    private async Task<Receipt> Do(QueueCommand command) => (await Record(Decide(command))).ToReceipt();

    private static Refusal Refused(Rejection rejection) => new(rejection.Code, rejection.Message);

    /// <summary>This queue's share in the figure of the process: nothing once the activation has ended.</summary>
    private void Count(int tickets)
    {
        if (_isLeaving || tickets == _ticketsCounted) return;
        metrics.TicketsChanged(tickets - _ticketsCounted);
        _ticketsCounted = tickets;
    }
}
