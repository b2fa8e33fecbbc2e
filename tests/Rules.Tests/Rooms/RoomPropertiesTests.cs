using QuizOrleans.Rules.Rooms;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>What holds in every game. FsCheck prints the seed of a failure; <see cref="RandomRoom.Play(ulong)"/> plays it again.</summary>
public class RoomPropertiesTests
{
    private static void InEveryGame(Action<ulong> property) => Arbitrary.Holds(Arbitrary.Seed, property, times: 200);

    // Conditions are plain: Shouldly's ShouldAllBe compiles its expression each time.
    private static void AfterEveryStep(Action<Step> property) => InEveryGame(seed =>
    {
        foreach (var step in RandomRoom.Play(seed)) property(step);
    });

    private static void AfterEveryEvent(Action<RoomEvent, RoomState, Recount> property) => InEveryGame(seed =>
    {
        var (state, recount) = (RoomState.Initial, new Recount());
        foreach (var @event in RandomRoom.Events(seed))
        {
            state = RoomEvolution.Evolve(state, @event);
            recount.Add(@event);
            property(@event, state, recount);
        }
    });

    [Fact]
    public void Random_games_see_every_event_and_every_phase()
    {
        var steps = Enumerable.Range(0, 300).SelectMany(seed => RandomRoom.Play((ulong)seed)).ToArray();
        steps.SelectMany(s => s.Decision.Events).Select(e => e.GetType()).ToHashSet().Count.ShouldBe(24);
        steps.Select(s => s.After.Phase.GetType()).ToHashSet().Count.ShouldBe(7);
        steps.Select(s => s.After.Phase).OfType<Phase.Finished>().Select(p => p.Reason).ToHashSet().ShouldContain(FinishReason.Completed);
    }

    [Fact]
    public void The_same_events_rebuild_the_same_state() => InEveryGame(seed =>
    {
        var steps = RandomRoom.Play(seed);
        var rebuilt = steps.SelectMany(s => s.Decision.Events).Select(CanonicalJson.ThroughTheJournal).Aggregate(RoomState.Initial, RoomEvolution.Evolve);
        CanonicalJson.Of(rebuilt).ShouldBe(CanonicalJson.Of(steps[^1].After));
    });

    [Fact]
    public void A_snapshot_and_the_events_after_it_rebuild_the_same_state() => InEveryGame(seed =>
    {
        var steps = RandomRoom.Play(seed);
        var at = (int)(seed % (ulong)steps.Length);
        var rebuilt = steps.Skip(at + 1).SelectMany(s => s.Decision.Events)
            .Aggregate(CanonicalJson.ThroughASnapshot(steps[at].After), RoomEvolution.Evolve);
        CanonicalJson.Of(rebuilt).ShouldBe(CanonicalJson.Of(steps[^1].After));
    });

    [Fact]
    public void Evolve_takes_events_that_do_not_fit() => InEveryGame(seed =>
    {
        // The events of two games in any order, told to every state on the way: nothing throws, and no state goes out of its bounds.
        var random = new Random((int)(seed % int.MaxValue));
        var events = RandomRoom.Events(seed).Concat(RandomRoom.Events(seed + 1)).ToArray();
        random.Shuffle(events);
        var state = random.Next(2) == 0 ? RoomState.Initial : RandomRoom.Events(seed + 2).Take(random.Next(40)).Aggregate(RoomState.Initial, RoomEvolution.Evolve);
        foreach (var @event in events)
        {
            var next = RoomEvolution.Evolve(state, @event);
            if (state.Phase is Phase.Finished or Phase.Unopened && @event is not RoomEvent.Opened)
                (next with { LastAt = state.LastAt }).ShouldBe(state);
            next.LastAt.ShouldBe(@event.At);
            next.Present.ShouldBe(next.Players.Values.Count(p => p.Connected));
            next.Table.Order().ShouldBe(next.Players.Keys.Order());
            if (next.Phase is not Phase.Unopened) RoomDecider.Decide(next, new RoomCommand.Tick(@event.At)).Rejection.ShouldBeNull();
            state = next;
        }
    });

    [Fact]
    public void Scores_streaks_and_times_equal_a_recount_from_the_events() => AfterEveryEvent((_, state, recount) =>
    {
        state.Players.Keys.Order().ShouldBe(recount.Rows.Keys.Order());
        foreach (var (id, row) in recount.Rows)
        {
            var player = state.Players[id];
            (player.Score, player.Streak, player.AnswerTime).ShouldBe((row.Score, row.Streak, row.Time));
        }
    });

    [Fact]
    public void The_counts_equal_a_recount_from_the_events() => AfterEveryEvent((_, state, recount) =>
    {
        state.Present.ShouldBe(recount.Present);
        if (Asking(state.Phase) is { } asking)
        {
            asking.AnsweredPresent.ShouldBe(recount.AnsweredPresent);
            asking.Answers.Keys.Order().ShouldBe(recount.Answers.Keys.Order());
        }
    });

    [Fact]
    public void No_answer_is_accepted_after_the_close_or_its_deadline() => AfterEveryEvent((_, _, recount) => recount.AcceptedTooLate.ShouldBeEmpty());

    [Fact]
    public void Ranks_agree_with_scores_and_times() => AfterEveryEvent((@event, state, _) =>
    {
        if (@event is not (RoomEvent.QuestionClosed or RoomEvent.Finished or RoomEvent.PlayerSeated or RoomEvent.PlayerLeft or RoomEvent.PlayerKicked)) return;
        var players = state.Table.Select(id => state.Players[id]).ToArray();
        foreach (var player in players)
            player.Rank.ShouldBe(1 + players.Count(o => o.Score > player.Score || (o.Score == player.Score && o.AnswerTime < player.AnswerTime)));
        players.Select(p => p.Rank).ShouldBeInOrder();
        TeamStandings.Of(state).Select(t => t.Score).ShouldBeInOrder(SortDirection.Descending);
    });

    [Fact]
    public void No_two_players_have_names_that_look_the_same() => AfterEveryStep(step =>
    {
        var folded = step.After.Players.Values.Select(p => Nicknames.Fold(p.Nickname)).ToArray();
        folded.ShouldBeUnique();
        step.After.Names.Order(StringComparer.Ordinal).ShouldBe(folded.Order(StringComparer.Ordinal));
        step.After.Players.Values.All(p => Nicknames.Clean(p.Nickname) == (p.Nickname, null)).ShouldBeTrue();
    });

    [Fact]
    public void A_rejection_changes_nothing_and_an_accepted_command_keeps_its_time() => AfterEveryStep(step =>
    {
        if (step.Decision.Rejection is not null) step.Decision.Events.ShouldBeEmpty();
        step.Decision.Events.All(e => e.At == step.Command.Now).ShouldBeTrue();
    });

    [Fact]
    public void A_room_has_questions_once_and_for_all_and_nothing_is_asked_before() => InEveryGame(seed =>
    {
        foreach (var step in RandomRoom.Play(seed))
        {
            if (step.Before.Questions.Length > 0) step.After.Questions.ShouldBe(step.Before.Questions);
            (step.After.Questions.IsEmpty && step.After.Phase is not (Phase.Unopened or Phase.Generating or Phase.Finished)).ShouldBeFalse();
            if (step.After.Phase is Phase.Generating) (step.After.StartedAt, step.After.CurrentIndex).ShouldBe((null, -1));
            if (step.Command is RoomCommand.Furnish && step.Decision.Rejection is null) step.Before.Phase.ShouldBeOfType<Phase.Generating>();
        }
    });

    [Fact]
    public void Every_room_ends_when_only_its_clock_goes_on() => InEveryGame(seed =>
    {
        foreach (var step in RandomRoom.Play(seed).Where((_, i) => i % 9 == 0))
        {
            var state = step.After;
            // Each question opens and closes; a countdown, a pause and the end come on top.
            var most = (2 * state.Questions.Length) + 4;
            for (var ticks = 0; state.Phase is not Phase.Finished; ticks++)
            {
                ticks.ShouldBeLessThan(most);
                var now = RoomClock.NextWake(state).ShouldNotBeNull();
                var due = RoomDecider.Decide(state, new RoomCommand.Tick(now < step.Command.Now ? step.Command.Now : now));
                due.Events.ShouldNotBeEmpty();
                state = due.Events.Aggregate(state, RoomEvolution.Evolve);
            }
        }
    });

    private static Phase.Asking? Asking(Phase phase) => phase switch
    {
        Phase.Asking p => p,
        Phase.Paused p => Asking(p.Within),
        _ => null,
    };
}
