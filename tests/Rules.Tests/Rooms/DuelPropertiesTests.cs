using QuizOrleans.Rules.Rooms;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>What holds in every duel. FsCheck prints the seed of a failure; <see cref="RandomDuel.Play(ulong)"/> plays it again.</summary>
public class DuelPropertiesTests
{
    private static void InEveryDuel(Action<ulong> property) => Arbitrary.Holds(Arbitrary.Seed, property, times: 300);

    private static void AfterEveryStep(Action<Step> property) => InEveryDuel(seed =>
    {
        foreach (var step in RandomDuel.Play(seed)) property(step);
    });

    private static void AfterEveryEvent(Action<RoomEvent, RoomState, Recount> property) => InEveryDuel(seed =>
    {
        var (state, recount) = (RoomState.Initial, new Recount());
        foreach (var @event in RandomDuel.Events(seed))
        {
            state = RoomEvolution.Evolve(state, @event);
            recount.Add(@event);
            property(@event, state, recount);
        }
    });

    private static void AtEveryEnd(Action<RoomState, Phase.Finished> property) => InEveryDuel(seed =>
    {
        var end = RandomDuel.Play(seed)[^1].After;
        if (end.Phase is Phase.Finished finished) property(end, finished);
    });

    [Fact]
    public void Random_duels_see_every_end_every_phase_and_ratings()
    {
        var ends = Enumerable.Range(0, 400).Select(seed => RandomDuel.Play((ulong)seed)[^1].After.Phase).OfType<Phase.Finished>().ToArray();
        ends.Select(p => p.Reason).ToHashSet().ShouldBe(
            [FinishReason.Completed, FinishReason.TimeUp, FinishReason.Forfeited, FinishReason.Declined, FinishReason.NoShow, FinishReason.Abandoned], ignoreOrder: true);
        ends.Count(p => !p.Ratings.IsDefault).ShouldBeGreaterThan(50);
        Enumerable.Range(0, 100).SelectMany(seed => RandomDuel.Play((ulong)seed)).Select(s => s.After.Phase.GetType()).ToHashSet().Count.ShouldBe(5);
        Enumerable.Range(0, 400).Select(seed => RandomDuel.Play((ulong)seed)[^1].After).Count(s => s.Settings.Duel is { Played: not null } && s.MatchEndsAt is not null && s.Phase is Phase.Finished).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_same_events_rebuild_the_same_state() => InEveryDuel(seed =>
    {
        var steps = RandomDuel.Play(seed);
        var rebuilt = steps.SelectMany(s => s.Decision.Events).Select(CanonicalJson.ThroughTheJournal).Aggregate(RoomState.Initial, RoomEvolution.Evolve);
        CanonicalJson.Of(rebuilt).ShouldBe(CanonicalJson.Of(steps[^1].After));
    });

    [Fact]
    public void A_snapshot_and_the_events_after_it_rebuild_the_same_state() => InEveryDuel(seed =>
    {
        var steps = RandomDuel.Play(seed);
        var at = (int)(seed % (ulong)steps.Length);
        var rebuilt = steps.Skip(at + 1).SelectMany(s => s.Decision.Events)
            .Aggregate(CanonicalJson.ThroughASnapshot(steps[at].After), RoomEvolution.Evolve);
        CanonicalJson.Of(rebuilt).ShouldBe(CanonicalJson.Of(steps[^1].After));
    });

    [Fact]
    public void Evolve_takes_events_that_do_not_fit() => InEveryDuel(seed =>
    {
        var events = RandomDuel.Events(seed).Concat(RandomRoom.Events(seed)).Concat(RandomDuel.Events(seed + 1)).ToArray();
        new Random((int)(seed % int.MaxValue)).Shuffle(events);
        var state = seed % 2 == 0 ? RoomState.Initial : RandomDuel.Events(seed).Take(3).Aggregate(RoomState.Initial, RoomEvolution.Evolve);
        foreach (var @event in events)
        {
            state = RoomEvolution.Evolve(state, @event);
            state.Present.ShouldBe(state.Players.Values.Count(p => p.Connected));
            RoomDecider.Decide(state, new RoomCommand.Tick(@event.At)).Rejection.ShouldBeNull();
            RoomClock.NextWake(state);
        }
    });

    [Fact]
    public void Scores_times_and_counts_equal_a_recount_from_the_events() => AfterEveryEvent((_, state, recount) =>
    {
        state.Present.ShouldBe(recount.Present);
        foreach (var (id, row) in recount.Rows) (state.Players[id].Score, state.Players[id].AnswerTime).ShouldBe((row.Score, row.Time));
        if (state.Phase is not Phase.Asking asking) return;
        asking.Answers.Keys.Order().ShouldBe(recount.Answers.Keys.Order());
        asking.AnsweredPresent.ShouldBe(recount.AnsweredPresent);
    });

    [Fact]
    public void No_answer_is_accepted_after_the_close_its_deadline_or_the_match_time() => AfterEveryEvent((@event, state, recount) =>
    {
        recount.AcceptedTooLate.ShouldBeEmpty();
        if (@event is RoomEvent.AnswerGiven) (@event.At < state.MatchEndsAt).ShouldBeTrue();
    });

    [Fact]
    public void Nobody_but_its_two_is_ever_in_it_and_machines_are_always_there() => AfterEveryStep(step =>
    {
        if (step.After.Settings.Duel is not { } duel) return;
        step.After.Players.Count.ShouldBeLessThanOrEqualTo(2);
        step.After.Players.Keys.Count(id => duel.SeatOf(id) is null).ShouldBeLessThanOrEqualTo(duel.Seats.Length == 1 ? 1 : 0);
        step.After.Players.Values.All(p => p.Connected == p.AwaySince is null).ShouldBeTrue();
        foreach (var machine in duel.Seats.Where(s => !s.IsPerson)) step.After.Players[machine.PlayerId].Connected.ShouldBeTrue();
        (step.After.Phase is Phase.Lobby or Phase.Finished || step.After.Players.Count == (duel.IsFirstTurn ? 1 : 2)).ShouldBeTrue();
    });

    [Fact]
    public void A_rejection_changes_nothing_and_an_accepted_command_keeps_its_time() => AfterEveryStep(step =>
    {
        if (step.Decision.Rejection is not null) step.Decision.Events.ShouldBeEmpty();
        step.Decision.Events.All(e => e.At == step.Command.Now).ShouldBeTrue();
        if (step.Command is RoomCommand.ByHost or RoomCommand.TakeOver) step.Decision.Rejection.ShouldNotBeNull();
    });

    [Fact]
    public void The_winner_is_who_the_end_says() => AtEveryEnd((state, end) =>
    {
        var winner = Duels.Winner(state, end.Reason, end.Loser);
        var best = state.Players.Values.Select(p => p.Score).DefaultIfEmpty().Max();
        switch (end.Reason)
        {
            case FinishReason.Forfeited: state.Players.Keys.Order().ShouldBe(new[] { winner!, end.Loser! }.Order()); break;
            case FinishReason.Completed or FinishReason.TimeUp:
                end.Loser.ShouldBeNull();
                winner.ShouldBe(state.Players.Values.Count(p => p.Score == best) == 1 ? state.Players.Values.Single(p => p.Score == best).Id : null);
                break;
            default: winner.ShouldBeNull(); break;
        }
    });

    [Fact]
    public void Ratings_move_exactly_when_two_persons_have_played_for_them() => AtEveryEnd((state, end) =>
    {
        var duel = state.Settings.Duel!;
        var isPlayed = state.MatchEndsAt is not null && end.Reason is FinishReason.Completed or FinishReason.TimeUp or FinishReason.Forfeited;
        (!end.Ratings.IsDefault).ShouldBe(isPlayed && duel.Rated && duel.Seats.Length == 2 && duel.Seats.All(s => s.IsPerson));
        if (end.Ratings.IsDefault) return;
        var winner = Duels.Winner(state, end.Reason, end.Loser);
        end.Ratings.Select(r => r.PlayerId).ShouldBe(duel.Seats.Select(s => s.PlayerId));
        foreach (var change in end.Ratings)
        {
            change.After.Games.ShouldBe(change.Before.Games + 1);
            if (winner is not null) (change.After.Value > change.Before.Value).ShouldBe(change.PlayerId == winner);
        }
    });

    [Fact]
    public void Every_duel_ends_when_only_its_clock_goes_on() => InEveryDuel(seed =>
    {
        foreach (var step in RandomDuel.Play(seed).Where((_, i) => i % 9 == 0))
        {
            var (state, now) = (step.After, step.Command.Now);
            // Each question opens, is answered by a machine, and closes; the countdown and the end come on top, and the wait for a second turn.
            var most = (3 * state.Questions.Length) + 3 + (state.Settings.Duel?.TurnTime is null ? 0 : 1);
            for (var ticks = 0; state.Phase is not Phase.Finished; ticks++)
            {
                ticks.ShouldBeLessThan(most);
                var wake = RoomClock.NextWake(state).ShouldNotBeNull();
                if (wake > now) now = wake;
                var due = RoomDecider.Decide(state, new RoomCommand.Tick(now));
                due.Events.ShouldNotBeEmpty();
                state = due.Events.Aggregate(state, RoomEvolution.Evolve);
            }
        }
    });
}
