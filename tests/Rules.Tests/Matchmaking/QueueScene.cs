using System.Text.Json;
using QuizOrleans.Rules.Matchmaking;
using static QuizOrleans.Rules.Tests.Matchmaking.Tickets;

namespace QuizOrleans.Rules.Tests.Matchmaking;

/// <summary>A queue, commands to it, and what came of each. Every command's events become part of the scene. Matches are m1, m2, …</summary>
internal sealed class QueueScene(QueueRules? rules = null)
{
    private readonly QueueRules _rules = rules ?? new QueueRules();
    private readonly List<QueueEvent> _events = [];
    private Decision<QueueEvent> _last;
    private int _matches;

    public QueueState State { get; private set; } = QueueState.Initial;

    public IReadOnlyList<QueueEvent> Events => _events;

    public QueueScene Join(double at, string id, double rating = 1500, double? since = null, params string[] blocked) =>
        When(new QueueCommand.Join(At(at), id, id, Rated(rating), null, [.. blocked], At(since ?? at)));

    public QueueScene Leave(double at, string id) => When(new QueueCommand.Leave(At(at), id));

    public QueueScene Settle(double at, string id) => When(new QueueCommand.Settle(At(at), id));

    public QueueScene Arrive(double at, params string[] ids) => When(new QueueCommand.Presence(At(at), [.. ids], []));

    public QueueScene GoAway(double at, params string[] ids) => When(new QueueCommand.Presence(At(at), [], [.. ids]));

    /// <summary>A sweep, and all that it found matched at once.</summary>
    public QueueScene Sweep(double at)
    {
        var found = QueueDecider.Pairs(State, At(at), _rules);
        var events = When(new QueueCommand.Sweep(At(at), found))._last.Events;
        foreach (var (first, second) in found) events = events.AddRange(Match(at, first, second)._last.Events);
        _last = new Decision<QueueEvent>(events, null);
        return this;
    }

    public QueueScene Match(double at, string first, string second) => When(new QueueCommand.Match(At(at), first, second, $"m{++_matches}"));

    public QueueScene Seated(double at, string match) => When(new QueueCommand.Seated(At(at), match));

    public QueueScene Failed(double at, string match, params string[] came) => When(new QueueCommand.Failed(At(at), match, [.. came]));

    public QueueScene Recover(double at) => When(new QueueCommand.Recover(At(at)));

    public QueueScene When(QueueCommand command)
    {
        _last = QueueDecider.Decide(State, command, _rules);
        foreach (var @event in _last.Events) State = QueueEvolution.Evolve(State, @event);
        _events.AddRange(_last.Events);
        return this;
    }

    /// <summary>What came of the last command, a word an event.</summary>
    public QueueScene Then(params string[] events)
    {
        _last.Rejection.ShouldBeNull();
        _last.Events.Select(Word).ShouldBe(events);
        return this;
    }

    public QueueScene ThenRejected(string code)
    {
        _last.Rejection.ShouldNotBeNull().Code.ShouldBe(code);
        _last.Events.ShouldBeEmpty();
        return this;
    }

    public QueueScene ThenWaiting(params string[] ids)
    {
        State.Tickets.Values.Where(t => t.MatchId is null).Select(t => t.PlayerId).Order().ShouldBe(ids.Order());
        return this;
    }

    public static QueueEvent ThroughTheJournal(QueueEvent @event) => JsonSerializer.Deserialize<QueueEvent>(JsonSerializer.Serialize(@event))!;

    public static QueueState ThroughASnapshot(QueueState state) => JsonSerializer.Deserialize<QueueState>(JsonSerializer.Serialize(state))!;

    /// <summary>Equal texts for equal states.</summary>
    public static string Text(QueueState state) => string.Join('\n', [
        .. state.Tickets.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}: {JsonSerializer.Serialize(t.Value)}"),
        .. state.Pairings.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {JsonSerializer.Serialize(p.Value)}"),
        JsonSerializer.Serialize(state.Waits),
    ]);

    private static string Word(QueueEvent @event) => @event switch
    {
        QueueEvent.TicketTaken e => $"{e.Ticket.PlayerId} waits",
        QueueEvent.TicketWithdrawn e => $"{e.PlayerId} {e.Reason}",
        QueueEvent.PresenceChanged e => $"+{string.Join(',', e.Arrived)} -{string.Join(',', e.Gone)}",
        QueueEvent.HelpOffered e => $"help for {string.Join(',', e.Players)}",
        QueueEvent.Paired e => $"{e.Pairing.MatchId}: {e.Pairing.First}-{e.Pairing.Second}",
        QueueEvent.MatchSeated e => $"{e.Pairing.MatchId} seated",
        QueueEvent.MatchFailed e => $"{e.Pairing.MatchId} failed",
        _ => "recovered",
    };
}
