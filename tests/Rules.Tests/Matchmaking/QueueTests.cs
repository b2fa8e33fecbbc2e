using QuizOrleans.Rules.Matchmaking;
using static QuizOrleans.Rules.Tests.Matchmaking.Tickets;

namespace QuizOrleans.Rules.Tests.Matchmaking;

public class QueueTests
{
    [Fact]
    public void Two_who_wait_are_matched_seated_and_gone()
    {
        var scene = new QueueScene().Join(0, "ada").Then("ada waits").Join(1, "bob").Then("bob waits").Sweep(1.25).Then("m1: ada-bob");
        scene.State.Pairings["m1"].ShouldBe(new Pairing("m1", "ada", "bob", At(11.25)));
        scene.State.Tickets.Values.ShouldAllBe(t => t.MatchId == "m1" && !t.IsWaiting);
        scene.Sweep(1.5).Then().Seated(4, "m1").Then("m1 seated");
        scene.State.Tickets.ShouldBeEmpty();
        scene.State.Pairings.ShouldBeEmpty();
        scene.Seated(5, "m1").Then().Failed(5, "m1", "ada").Then();
    }

    [Fact]
    public void One_ticket_a_player() => new QueueScene().Join(0, "ada").Join(1, "ada").ThenRejected("already_queued").ThenWaiting("ada");

    [Fact]
    public void Who_is_matched_cannot_join_again() =>
        new QueueScene().Join(0, "ada").Join(0, "bob").Sweep(1).Join(2, "ada").ThenRejected("already_queued");

    [Fact]
    public void A_full_queue_takes_nobody_new() =>
        new QueueScene(new QueueRules { MostTickets = 1 }).Join(0, "ada").Join(0, "bob").ThenRejected("queue_full").Leave(1, "ada").Join(1, "bob").Then("bob waits");

    [Fact]
    public void A_ticket_from_another_queue_keeps_its_wait_and_none_comes_from_the_future()
    {
        var state = new QueueScene().Join(10, "ada", since: 2).Join(10, "bob", since: 99).State;
        state.Tickets["ada"].WaitAt(At(10)).ShouldBe(TimeSpan.FromSeconds(8));
        state.Tickets["bob"].JoinedAt.ShouldBe(At(10));
    }

    [Fact]
    public void Who_waits_may_leave_and_who_is_matched_declines_the_match_instead() => new QueueScene()
        .Leave(0, "ada").ThenRejected("not_queued")
        .Join(0, "ada").Leave(1, "ada").Then("ada Cancelled").ThenWaiting()
        .Join(2, "ada").Join(2, "bob").Sweep(3).Leave(4, "ada").ThenRejected("match_found");

    [Fact]
    public void Who_was_found_is_matched_only_if_both_still_wait() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").Join(0, "cyd").Join(0, "dan").Join(0, "eve")
        .Match(1, "ada", "bob").Then("m1: ada-bob")
        .Match(1, "ada", "cyd").Then().Match(1, "cyd", "nobody").Then().Match(1, "cyd", "cyd").Then()
        .GoAway(2, "dan").Match(2, "cyd", "dan").Then()
        .Leave(3, "eve").Match(3, "cyd", "eve").Then()
        .Arrive(4, "dan").Match(299.999, "cyd", "dan").Then("m7: cyd-dan");

    [Fact]
    public void Who_was_found_and_came_back_with_another_block_list_is_not_matched() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").Leave(1, "ada").Join(1, "ada", blocked: "bob").Match(2, "ada", "bob").Then().Match(2, "bob", "ada").Then().ThenWaiting("ada", "bob");

    [Fact]
    public void Nor_who_has_just_played_the_other_while_a_third_waits() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").Join(0, "cyd").Leave(1, "bob")
        .When(new QueueCommand.Join(At(1), "bob", "bob", Rated(1500), "ada", [], At(1)))
        .Match(2, "ada", "bob").Then().Match(2, "bob", "ada").Then()
        .Leave(3, "cyd").Match(3, "ada", "bob").Then("m3: ada-bob");

    [Fact]
    public void Nor_whose_rating_is_by_now_too_far_away() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").Leave(1, "bob").Join(1, "bob", 1700)
        .Match(2, "ada", "bob").Then().Match(4.999, "ada", "bob").Then().Match(5, "ada", "bob").Then("m3: ada-bob");

    [Fact]
    public void Who_has_waited_his_time_is_neither_found_nor_matched()
    {
        var scene = new QueueScene().Join(0, "ada").Join(1, "bob").Match(300, "ada", "bob").Then();
        QueueDecider.Pairs(scene.State, At(299), new QueueRules()).ShouldBe([("ada", "bob")]);
        QueueDecider.Pairs(scene.State, At(300), new QueueRules()).ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_found_needs_no_help_however_long_the_match_takes() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").Join(0, "cyd")
        .When(new QueueCommand.Sweep(At(20), [("ada", "bob")])).Then("help for cyd");

    [Fact]
    public void A_ticket_lives_five_minutes() =>
        new QueueScene().Join(0, "ada").Sweep(20).Sweep(299.999).Then().Sweep(300).Then("ada Expired").ThenWaiting();

    [Fact]
    public void Who_is_away_is_not_matched_and_after_the_grace_withdrawn() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").GoAway(1, "ada").Then("+ -ada")
        .Sweep(5).Then()
        .GoAway(6, "ada").Then()
        .Sweep(20.999).Then("help for bob")
        .Sweep(21).Then("ada Vanished").ThenWaiting("bob");

    [Fact]
    public void Who_is_back_in_time_has_lost_nothing()
    {
        var scene = new QueueScene().Join(0, "ada").GoAway(1, "ada").Arrive(20, "ada").Then("+ada -").Arrive(20, "ada").Then().Sweep(21).Then("help for ada");
        scene.State.Tickets["ada"].JoinedAt.ShouldBe(At(0));
    }

    [Fact]
    public void Who_has_never_joined_neither_comes_nor_goes() => new QueueScene().Join(0, "ada").Arrive(1, "eve").Then().GoAway(1, "eve").Then();

    [Fact]
    public void When_the_match_falls_through_who_came_is_first_again_and_who_did_not_is_out()
    {
        var scene = new QueueScene().Join(0, "ada").Join(1, "bob").Sweep(2).Join(3, "carol", 1900).Join(4, "dan").Join(5, "eve");
        scene.Failed(12, "m1", "ada").Then("m1 failed").ThenWaiting("ada", "carol", "dan", "eve");
        scene.State.Tickets["ada"].JoinedAt.ShouldBe(At(0));
        scene.State.Pairings.ShouldBeEmpty();
        scene.Sweep(12.25).Then("m2: ada-dan");
    }

    [Fact]
    public void When_neither_came_both_are_out() =>
        new QueueScene().Join(0, "ada").Join(0, "bob").Sweep(1).Failed(12, "m1").Then("m1 failed").ThenWaiting();

    [Fact]
    public void When_it_was_nobodys_fault_both_wait_on() =>
        new QueueScene().Join(0, "ada").Join(0, "bob").Sweep(1).Failed(2, "m1", "ada", "bob").ThenWaiting("ada", "bob").Sweep(3).Then("m2: ada-bob");

    [Fact]
    public void A_stranger_who_is_said_to_have_come_gets_no_ticket() =>
        new QueueScene().Join(0, "ada").Join(0, "bob").Sweep(1).Failed(12, "m1", "eve", "ada").ThenWaiting("ada").State.Tickets.Keys.ShouldBe(["ada"]);

    [Fact]
    public void Who_lost_the_connection_while_seats_were_taken_comes_back_as_away() => new QueueScene()
        .Join(0, "ada").Join(0, "bob").Sweep(1).GoAway(2, "ada").Failed(12, "m1", "ada").ThenWaiting("ada")
        .Sweep(21.999).Then().Sweep(22).Then("ada Vanished");

    [Fact]
    public void Help_is_offered_once_to_who_has_waited_long() => new QueueScene()
        .Join(0, "ada", 1000).Join(0, "bob", 2500).Join(5, "carol", 1800)
        .Sweep(19.999).Then()
        .Sweep(20).Then("help for ada,bob")
        .Sweep(24.999).Then()
        .Sweep(25).Then("help for carol");

    [Fact]
    public void Who_is_matched_in_the_same_sweep_needs_no_help() => new QueueScene().Join(0, "ada").Join(20, "bob").Sweep(20).Then("m1: ada-bob");

    [Fact]
    public void Help_is_taken_only_where_it_was_offered() => new QueueScene()
        .Settle(0, "ada").ThenRejected("not_queued")
        .Join(0, "ada").Settle(1, "ada").ThenRejected("not_offered")
        .Sweep(20).Settle(21, "ada").Then("ada Settled").ThenWaiting();

    [Fact]
    public void A_person_who_has_been_found_is_better_than_the_help() =>
        new QueueScene().Join(0, "ada").Sweep(20).Join(21, "bob").Sweep(21).Settle(22, "ada").ThenRejected("match_found");

    [Fact]
    public void Who_comes_back_from_a_match_is_offered_help_again() => new QueueScene()
        .Join(0, "ada").Sweep(20).Then("help for ada").Join(21, "bob").Sweep(21).Failed(31, "m1", "ada").Settle(31, "ada").ThenRejected("not_offered")
        .Sweep(32).Then("help for ada").Sweep(33).Then().Settle(34, "ada").Then("ada Settled");

    [Fact]
    public void After_an_outage_nobody_is_there_until_he_says_so_and_the_grace_begins_anew() => new QueueScene()
        .Recover(0).Then()
        .Join(0, "ada").Join(0, "bob").GoAway(5, "bob").Recover(60).Then("recovered")
        .Sweep(60).Then()
        .Arrive(62, "ada").Sweep(79.999).Then("help for ada")
        .Sweep(80).Then("bob Vanished").ThenWaiting("ada");

    [Fact]
    public void A_match_outlives_an_outage() =>
        new QueueScene().Join(0, "ada").Join(0, "bob").Sweep(1).Recover(5).Sweep(30).Then().Seated(31, "m1").Then("m1 seated");

    [Fact]
    public void All_who_go_in_a_sweep_go_in_the_order_of_their_ids()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"p{i:00}")];
        var scene = ids.Reverse().Aggregate(new QueueScene(), (s, id) => s.Join(0, id, blocked: ids)).Sweep(20);
        scene.Sweep(300).Then([.. ids.Select(id => $"{id} Expired")]);
    }

    [Fact]
    public void The_expected_wait_is_the_median_of_the_last_waits()
    {
        var scene = new QueueScene();
        scene.State.ExpectedWait.ShouldBeNull();
        for (var i = 0; i < 20; i++) scene.Join(i * 100, $"a{i}").Join((i * 100) + i, $"b{i}").Sweep((i * 100) + i).Seated((i * 100) + i, $"m{i + 1}");
        scene.State.Waits.Length.ShouldBe(QueueState.RememberedWaits);
        // The waits of 4 to 19 s, each with one of none.
        scene.State.ExpectedWait.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void A_ticket_without_a_block_list_can_be_written_and_read()
    {
        var taken = new QueueEvent.TicketTaken(At(0), new Ticket("ada", "Ada", Rating.Unknown, At(0), null, default));
        QueueScene.ThroughTheJournal(taken).ShouldBeOfType<QueueEvent.TicketTaken>().Ticket.Blocks("bob").ShouldBeFalse();
    }
}
