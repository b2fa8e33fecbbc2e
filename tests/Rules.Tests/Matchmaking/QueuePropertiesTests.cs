using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Matchmaking;

/// <summary>What holds in every queue. FsCheck prints the seed of a failure; <see cref="RandomQueue.Play(ulong)"/> plays it again.</summary>
public class QueuePropertiesTests
{
    private static void InEveryQueue(Action<ulong> property) => Arbitrary.Holds(Arbitrary.Seed, property, times: 200);

    private static void AfterEveryStep(Action<QueueStep> property) => InEveryQueue(seed =>
    {
        foreach (var step in RandomQueue.Play(seed)) property(step);
    });

    [Fact]
    public void Random_queues_see_every_event_and_every_rejection()
    {
        var steps = Enumerable.Range(0, 200).SelectMany(seed => RandomQueue.Play((ulong)seed)).ToArray();
        var events = steps.SelectMany(s => s.Decision.Events).ToArray();
        events.Select(e => e.GetType()).ToHashSet().Count.ShouldBe(8);
        events.OfType<QueueEvent.TicketWithdrawn>().Select(e => e.Reason).ToHashSet().Count.ShouldBe(4);
        steps.Select(s => s.Decision.Rejection?.Code).OfType<string>().ToHashSet().Count.ShouldBe(5);
    }

    [Fact]
    public void Nobody_is_in_two_matches_or_both_waiting_and_matched() => AfterEveryStep(step => IsSound(step.After).ShouldBeTrue());

    [Fact]
    public void The_same_events_rebuild_the_same_state() => InEveryQueue(seed =>
    {
        var steps = RandomQueue.Play(seed);
        var rebuilt = steps.SelectMany(s => s.Decision.Events).Select(QueueScene.ThroughTheJournal).Aggregate(QueueState.Initial, QueueEvolution.Evolve);
        QueueScene.Text(rebuilt).ShouldBe(QueueScene.Text(steps[^1].After));
    });

    [Fact]
    public void A_snapshot_and_the_events_after_it_rebuild_the_same_state() => InEveryQueue(seed =>
    {
        var steps = RandomQueue.Play(seed);
        var at = (int)(seed % (ulong)steps.Length);
        var rebuilt = steps.Skip(at + 1).SelectMany(s => s.Decision.Events).Aggregate(QueueScene.ThroughASnapshot(steps[at].After), QueueEvolution.Evolve);
        QueueScene.Text(rebuilt).ShouldBe(QueueScene.Text(steps[^1].After));
    });

    [Fact]
    public void Evolve_takes_events_that_do_not_fit() => InEveryQueue(seed =>
    {
        // The events of two queues in any order: nothing throws, and nobody is in two matches.
        var events = RandomQueue.Events(seed).Concat(RandomQueue.Events(seed + 1)).ToArray();
        new Random((int)(seed % int.MaxValue)).Shuffle(events);
        var state = QueueState.Initial;
        foreach (var @event in events)
        {
            state = QueueEvolution.Evolve(state, @event);
            foreach (var ticket in state.Tickets.Values.Where(t => t.MatchId is not null)) state.Pairings.ContainsKey(ticket.MatchId!).ShouldBeTrue();
            state.Waits.Length.ShouldBeLessThanOrEqualTo(QueueState.RememberedWaits);
        }
    });

    [Fact]
    public void A_rejection_changes_nothing_and_an_accepted_command_keeps_its_time() => AfterEveryStep(step =>
    {
        if (step.Decision.Rejection is not null) step.Decision.Events.ShouldBeEmpty();
        step.Decision.Events.All(e => e.At == step.Command.Now).ShouldBeTrue();
    });

    [Fact]
    public void A_wait_never_begins_anew() => AfterEveryStep(step =>
    {
        foreach (var (id, ticket) in step.Before.Tickets)
        {
            if (step.After.Tickets.TryGetValue(id, out var after)) after.JoinedAt.ShouldBe(ticket.JoinedAt);
        }
    });

    [Fact]
    public void After_a_sweep_nobody_waits_who_should_have_gone() => AfterEveryStep(step =>
    {
        if (step.Command is not QueueCommand.Sweep sweep) return;
        step.After.Tickets.Values.Any(t => t.MatchId is null
            && (t.WaitAt(sweep.Now) >= RandomQueue.Rules.TicketLife || sweep.Now >= t.AwaySince + RandomQueue.Rules.AwayGrace)).ShouldBeFalse();
    });

    private static bool IsSound(QueueState state)
    {
        var seats = state.Pairings.Values.SelectMany(p => new[] { p.First, p.Second }).ToArray();
        return seats.Distinct().Count() == seats.Length
            && state.Pairings.All(p => p.Key == p.Value.MatchId && new[] { p.Value.First, p.Value.Second }.All(id => state.Tickets.GetValueOrDefault(id)?.MatchId == p.Key))
            && state.Tickets.All(t => t.Key == t.Value.PlayerId && (t.Value.MatchId is null) == !seats.Contains(t.Key))
            && state.Tickets.Count <= RandomQueue.Rules.MostTickets;
    }
}
