using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class JoiningTests
{
    [Fact]
    public void A_second_Ada_is_numbered() => Lobby(Plain)
        .When(Join(1, "p1", "Ada")).Then(Seated(1, "p1", "Ada"))
        .When(Join(2, "p2", "Ada")).Then(Seated(2, "p2", "Ada 2"))
        .When(Join(3, "p3", "ada")).Then(Seated(3, "p3", "ada 3"));

    [Fact]
    public void A_name_is_free_again_when_its_player_has_left() => Lobby(Plain)
        .When(Join(1, "p1", "Ada")).When(Leave(2, "p1"))
        .When(Join(3, "p2", "Ada")).Then(Seated(3, "p2", "Ada"));

    [Fact]
    public void Joining_again_is_coming_back_under_the_same_name() => Lobby(Plain)
        .When(Join(1, "p1", "Ada")).When(Join(2, "p1", "Eve")).ThenNothing()
        .When(GoAway(3, "p1")).When(Join(4, "p1", "Eve")).Then(Back(4, "p1"));

    [Fact]
    public void Whoever_comes_back_has_his_score()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Next(11)).When(GoAway(12, "ada")).When(Join(13, "ada"));
        scene.Then(Back(13, "ada"));
        scene.Player("ada").ShouldSatisfyAllConditions(p => p.Score.ShouldBe(750), p => p.Streak.ShouldBe(1), p => p.Connected.ShouldBeTrue());
    }

    [Fact]
    public void Whoever_left_starts_from_nothing()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Next(11)).When(Leave(12, "ada")).When(Join(13, "ada"));
        scene.Then(Seated(13, "ada"));
        scene.Player("ada").Score.ShouldBe(0);
    }

    [Fact]
    public void Leaving_and_joining_again_is_no_second_try()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Leave(11, "ada")).When(Join(12, "ada"));
        scene.When(Choose(13, "ada", 1)).ThenRejected("already_answered");
        scene.When(Choose(14, "bob")).Then(Chose(14, "bob"), Closed(14));
        scene.Result("ada").Points.ShouldBe(750);
    }

    [Fact]
    public void The_answer_of_a_player_who_left_counts_for_nothing()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Leave(11, "ada")).When(Choose(12, "bob")).Then(Chose(12, "bob"), Closed(12));
        scene.State.Phase.ShouldBeOfType<Phase.Reveal>().Answers.Keys.ShouldBe(["bob"]);
        scene.When(Join(13, "ada")).Player("ada").Score.ShouldBe(0);
    }

    [Fact]
    public void A_game_that_takes_nobody_late_says_so() => Question(Plain with { LateJoin = false }, ["ada"])
        .When(Join(1, "bob")).ThenRejected("late_join_closed")
        .When(GoAway(2, "ada")).When(Join(3, "ada")).Then(Back(3, "ada"));

    [Fact]
    public void Before_its_start_every_game_takes_players() => Lobby(Plain with { LateJoin = false }).When(Join(1, "ada")).Then(Seated(1, "ada"));

    [Fact]
    public void A_locked_room_lets_its_members_return_and_nobody_else_in() => Lobby(Plain).Players("ada")
        .When(Lock(1)).When(Join(2, "bob")).ThenRejected("room_locked")
        .When(GoAway(3, "ada")).When(Join(4, "ada")).Then(Back(4, "ada"))
        .When(Lock(5, false)).When(Join(6, "bob")).Then(Seated(6, "bob"));

    [Fact]
    public void A_full_room_lets_its_members_return_and_nobody_else_in() => Lobby(Plain with { MaxPlayers = 2 }).Players("ada", "bob")
        .When(Join(1, "carol")).ThenRejected("room_full")
        .When(GoAway(2, "ada")).When(Join(3, "carol")).ThenRejected("room_full")
        .When(Arrive(4, "ada")).Then(Back(4, "ada"))
        .When(Leave(5, "bob")).When(Join(6, "carol")).Then(Seated(6, "carol"));

    [Fact]
    public void Whoever_was_kicked_cannot_return() => Lobby(Plain).Players("ada")
        .When(Kick(1, "ada")).Then(Kicked(1, "ada"))
        .When(Join(2, "ada")).ThenRejected("kicked")
        .When(Arrive(2, "ada")).ThenRejected("kicked")
        .When(Leave(2, "ada")).ThenRejected("not_a_member")
        .When(Kick(2, "ada")).ThenRejected("player_not_found");

    [Fact]
    public void A_stranger_has_no_presence() => Lobby(Plain).When(Arrive(1, "eve")).ThenRejected("not_a_member").When(GoAway(2, "eve")).ThenNothing();

    [Fact]
    public void A_new_name_is_checked_like_a_first_one() => Lobby(Plain).Players("Ada", "Bob")
        .When(Rename(1, "Bob", "ADA")).Then(new RoomEvent.PlayerRenamed(At(1), "Bob", "ADA 2"))
        .When(Rename(2, "Bob", " ")).ThenRejected("invalid_nickname")
        .When(Rename(2, "eve", "Eve")).ThenRejected("not_a_member");

    [Fact]
    public void A_player_may_respell_his_own_name() => Lobby(Plain).Players("ada")
        .When(Rename(1, "ada", "Ada")).Then(new RoomEvent.PlayerRenamed(At(1), "ada", "Ada"))
        .When(Rename(2, "ada", " Ada ")).ThenNothing();

    [Fact]
    public void A_name_is_free_again_when_its_player_took_another() => Lobby(Plain).Players("Ada", "Bob")
        .When(Rename(1, "Ada", "Eve")).When(Rename(2, "Bob", "Ada")).Then(new RoomEvent.PlayerRenamed(At(2), "Bob", "Ada"));

    [Fact]
    public void A_host_may_play_too() => Lobby(Plain).When(Join(1, "host", "Hal")).Then(Seated(1, "host", "Hal"))
        .When(GoAway(2, "host")).Then(Away(2, "host"), HostAway(2))
        .When(Arrive(3, "host")).Then(Back(3, "host"), HostBack(3));
}
