using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using QuizOrleans.Rules.Tests.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Bank;

public class GameTallyTests
{
    private static readonly Question[] Five = [.. Enumerable.Range(0, 5).Select(i => Single("*a", "b", "c") with { Text = $"{i}?" })];

    [Fact]
    public void A_round_counts_answers_times_and_choices_by_authored_place()
    {
        // Shown the other way round: id 0 is the authored c, id 2 the right a.
        var opened = new RoomEvent.Opened(At(0), "q", "Quiz", Plain, [Played(Five[0], 2, 1, 0)], "host", "key");
        var tally = GameTally.Of([opened, Events.Seated(0, "ada"), Events.Seated(0, "bob"), Events.Seated(0, "cyd"), Events.Asked(0, 0), Events.Chose(2, "ada", 2), Events.Chose(4, "bob", 0), Events.Closed(20)]);
        var counts = tally.Items[Edition.Of(Five[0])];
        (counts.Shown, counts.Answered, counts.Right).ShouldBe((3, 2, 1));
        counts.Choices.ShouldBe([1, 0, 1]);
        counts.Times[AnswerTimes.ClassOf(TimeSpan.FromSeconds(2))].ShouldBe(1);
        counts.Times[AnswerTimes.ClassOf(TimeSpan.FromSeconds(4))].ShouldBe(1);
        // One question is no rest to compare with.
        counts.Criterion.Answers.ShouldBe(0);
        tally.Seen.Keys.ShouldBe(["ada", "bob", "cyd", "host"], ignoreOrder: true);
    }

    [Fact]
    public void The_rest_of_a_players_game_leaves_the_question_itself_out()
    {
        // Ada gets 0, 1, 2 right and 3, 4 wrong.
        var events = new List<RoomEvent> { Events.Opened(Plain, Five), Events.Seated(0, "ada") };
        for (var i = 0; i < 5; i++) events.AddRange([Events.Asked(i * 30, i), Events.Chose((i * 30) + 1, "ada", i < 3 ? 0 : 1, i), Events.Closed((i * 30) + 20, i)]);
        var tally = GameTally.Of(events);
        tally.Items[Edition.Of(Five[0])].Criterion.ShouldBe(new Criterion(1, 1, 0.5, 0.25, 0.5));
        tally.Items[Edition.Of(Five[4])].Criterion.ShouldBe(new Criterion(1, 0, 0.75, 0.5625, 0));
    }

    [Fact]
    public void Who_was_away_counts_only_with_an_answer()
    {
        var tally = GameTally.Of([
            Events.Opened(Plain, Five), Events.Seated(0, "ada"), Events.Seated(0, "bob"), Events.Asked(0, 0), Events.Chose(1, "ada"), Events.Away(2, "ada"), Events.Away(2, "bob"), Events.Closed(20)]);
        tally.Items[Edition.Of(Five[0])].Shown.ShouldBe(1);
        tally.Seen.Keys.ShouldBe(["ada", "host"], ignoreOrder: true);
    }

    [Fact]
    public void Who_left_before_the_end_has_seen_what_he_was_there_for()
    {
        var tally = GameTally.Of([
            Events.Opened(Plain, Five), Events.Seated(0, "ada"), Events.Seated(0, "bob"), Events.Asked(0, 0), Events.Chose(1, "ada"), Events.Chose(1, "bob"),
            Events.Closed(20), Events.Asked(30, 1), Events.Chose(31, "ada", index: 1), Events.Chose(31, "bob", index: 1), new RoomEvent.PlayerLeft(At(32), "bob"), Events.Closed(50, 1)]);
        var (first, second) = (Edition.Of(Five[0]), Edition.Of(Five[1]));
        tally.Items[first].ShouldSatisfyAllConditions(c => c.Shown.ShouldBe(2), c => c.Answered.ShouldBe(2));
        tally.Items[second].ShouldSatisfyAllConditions(c => c.Shown.ShouldBe(1), c => c.Answered.ShouldBe(1));
        tally.Seen["ada"].ShouldBe([first, second], ignoreOrder: true);
        tally.Seen["bob"].ShouldBe([first]);
        tally.Seen["host"].ShouldBe([first, second], ignoreOrder: true);
    }

    [Fact]
    public void A_question_that_was_never_closed_says_nothing() =>
        GameTally.Of([Events.Opened(Plain, Five), Events.Seated(0, "ada"), Events.Asked(0, 0), Events.Chose(1, "ada"), Events.Finished(5, FinishReason.Ended)]).Items.ShouldBeEmpty();

    [Fact]
    public void The_nearest_number_is_the_right_one()
    {
        var number = Number(100, rule: NumberRule.Nearest);
        var tally = GameTally.Of([
            Events.Opened(Plain, number), Events.Seated(0, "ada"), Events.Seated(0, "bob"), Events.Asked(0, 0),
            new RoomEvent.AnswerGiven(At(1), "ada", 0, new NumberAnswer(90)), new RoomEvent.AnswerGiven(At(1), "bob", 0, new NumberAnswer(120)), Events.Closed(20)]);
        tally.Items[Edition.Of(number)].Right.ShouldBe(1);
    }

    [Fact]
    public void Machines_do_not_count()
    {
        var settings = DuelScenes.Duel(DuelScenes.Ada, new Seat("bot", "Quizbot", Rating.Unknown, SeatKind.Bot));
        var opened = new RoomEvent.Opened(At(0), "", "Duel", settings, [Played(Five[0])], "", "");
        var tally = GameTally.Of([opened, Events.Seated(0, "bot"), Events.Seated(0, "ada"), Events.Asked(0, 0), Events.Chose(1, "ada"), Events.Chose(1, "bot", 1), Events.Closed(20)]);
        tally.Items[Edition.Of(Five[0])].ShouldSatisfyAllConditions(c => c.Shown.ShouldBe(1), c => c.Answered.ShouldBe(1), c => c.Choices.ShouldBe([1, 0, 0]));
        tally.Seen.Keys.ShouldBe(["ada"]);
    }
}
