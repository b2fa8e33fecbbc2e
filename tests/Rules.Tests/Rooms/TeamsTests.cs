using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class TeamsTests
{
    private static readonly RoomSettings Free = Plain with { Kind = RoomKind.Pub, Teams = TeamRule.Free, Scoring = ScoringRule.NoSpeed };
    private static readonly RoomSettings Fixed = Free with { Teams = TeamRule.Fixed, TeamNames = ["Red", "Blue"] };

    [Fact]
    public void Without_teams_a_wish_for_one_is_passed_over()
    {
        var scene = Lobby(Plain).When(Join(1, "ada", team: "Red")).Then(Seated(1, "ada"));
        TeamStandings.Of(scene.State).ShouldBeEmpty();
    }

    [Fact]
    public void Free_teams_are_named_by_their_players() => Lobby(Free)
        .When(Join(1, "ada", team: "  Table  4 ")).Then(Seated(1, "ada", team: "Table 4"))
        .When(Join(2, "bob")).ThenRejected("invalid_team")
        .When(Join(2, "bob", team: "\u200B")).ThenRejected("invalid_team");

    [Fact]
    public void A_team_is_one_however_its_members_spell_it() => Lobby(Free)
        .When(Join(1, "ada", team: "Table 4")).When(Join(2, "bob", team: "TABLE 4")).Then(Seated(2, "bob", team: "Table 4"));

    [Fact]
    public void Fixed_teams_are_chosen_however_spelt() => Lobby(Fixed)
        .When(Join(1, "ada", team: "RED")).Then(Seated(1, "ada", team: "Red"))
        .When(Join(2, "bob", team: "Green")).ThenRejected("invalid_team")
        .When(Join(2, "bob")).ThenRejected("invalid_team");

    [Fact]
    public void A_team_scores_the_mean_of_those_who_are_there_or_have_answered()
    {
        var scene = Lobby(Fixed)
            .When(Join(0, "r1", team: "Red")).When(Join(0, "r2", team: "Red")).When(Join(0, "r3", team: "Red")).When(Join(0, "r4", team: "Red"))
            .When(Join(0, "b1", team: "Blue"))
            .When(Start(0))
            .When(GoAway(1, "r4")) // looked in and left: does not count
            .When(Choose(2, "r1")).When(Choose(3, "r2", 1)).When(Choose(4, "b1"))
            .When(GoAway(5, "r2")) // has answered: counts; r3 is there: counts
            .When(Next(6));
        TeamStandings.Of(scene.State).ShouldBe([new TeamStanding(1, "Blue", 1000, 1), new TeamStanding(2, "Red", 333, 3)]);
    }

    [Fact]
    public void Teams_with_the_same_score_share_a_rank()
    {
        var scene = Lobby(Free).When(Join(0, "a", team: "B")).When(Join(0, "b", team: "A")).When(Join(0, "c", team: "C"))
            .When(Start(0)).When(Choose(1, "a")).When(Choose(9, "b")).When(Next(10));
        TeamStandings.Of(scene.State).Select(t => (t.Rank, t.Team)).ShouldBe([(1, "A"), (1, "B"), (3, "C")]);
    }
}
