using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class StateMachineTests
{
    private static readonly string[] Phases = ["unopened", "generating", "lobby", "countdown", "question", "reveal", "paused", "finished"];

    // Each phase's last event is at 10 s. Rejections by code, events by their names in the journal, "-" for accepted and nothing to do.
    private const string Table = """
        open      opened            pin_taken       pin_taken       pin_taken       pin_taken       pin_taken       pin_taken               pin_taken
        generate  opened+generating pin_taken       pin_taken       pin_taken       pin_taken       pin_taken       pin_taken               pin_taken
        start     room_not_found    startRemembered countdown       not_allowed_now not_allowed_now not_allowed_now not_allowed_now         room_over
        stranger  room_not_found    not_host        not_host        not_host        not_host        not_host        not_host                room_over
        next      room_not_found    not_allowed_now not_allowed_now not_allowed_now closed          question        not_allowed_now         room_over
        pause     room_not_found    not_allowed_now not_allowed_now paused          paused          paused          not_allowed_now         room_over
        resume    room_not_found    not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now resumed                 room_over
        lock      room_not_found    lock            lock            lock            lock            lock            lock                    room_over
        unlock    room_not_found    -               -               -               -               -               -                       room_over
        kick      room_not_found    kicked          kicked          kicked          kicked          kicked          kicked                  room_over
        extra     room_not_found    timeFactor      timeFactor      timeFactor      timeFactor      timeFactor      timeFactor              room_over
        end       room_not_found    finished        finished        finished        closed+finished finished        resumed+closed+finished room_over
        answer    room_not_found    not_allowed_now not_allowed_now not_allowed_now answer          too_late        not_allowed_now         room_over
        unknown   room_not_found    not_a_member    not_a_member    not_a_member    not_a_member    not_a_member    not_a_member            room_over
        furnish   room_not_found    furnished       not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now         room_over
        nothing   room_not_found    finished        not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now         room_over
        join      room_not_found    seated          seated          seated          seated          seated          seated                  room_over
        rename    room_not_found    renamed         renamed         not_allowed_now not_allowed_now not_allowed_now not_allowed_now         room_over
        leave     room_not_found    left            left            left            left            left            left                    room_over
        arrive    room_not_found    -               -               -               -               -               -                       -
        away      room_not_found    away            away            away            away            away            away                    -
        takeOver  room_not_found    host            host            host            host            host            host                    room_over
        tick      -                 -               -               -               -               -               -                       -
        recover   -                 recovered       recovered       recovered       recovered       recovered       recovered               -
        """;

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var row in Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            for (var i = 0; i < Phases.Length; i++) cells.Add(row[0], Phases[i], row[i + 1]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_command_in_each_phase(string command, string phase, string outcome) => In(phase).When(Command(command)).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("unopened", typeof(Phase.Unopened))]
    [InlineData("generating", typeof(Phase.Generating))]
    [InlineData("lobby", typeof(Phase.Lobby))]
    [InlineData("countdown", typeof(Phase.Countdown))]
    [InlineData("question", typeof(Phase.Asking))]
    [InlineData("reveal", typeof(Phase.Reveal))]
    [InlineData("paused", typeof(Phase.Paused))]
    [InlineData("finished", typeof(Phase.Finished))]
    public void The_table_stands_on_the_phases_it_names(string phase, Type type) => In(phase).State.Phase.ShouldBeOfType(type);

    [Fact]
    public void A_room_goes_from_lobby_to_podium_by_its_host() => Lobby(Plain with { Countdown = TimeSpan.FromSeconds(3) })
        .When(Start(1)).ThenRejected("no_players")
        .Players("ada", "bob")
        .When(Start(1)).Then(CountedDown(1, 4))
        .When(Tick(3.999)).ThenNothing()
        .When(Tick(4)).Then(Asked(4, 0))
        .When(Choose(5, "ada")).Then(Chose(5, "ada"))
        .When(Choose(6, "bob", 1)).Then(Chose(6, "bob", 1), Closed(6))
        .When(Next(9)).Then(Asked(9, 1))
        .When(Next(12)).Then(Closed(12, 1))
        .When(Next(15)).Then(Finished(15));

    [Fact]
    public void A_room_in_automatic_pace_needs_its_host_only_to_start() => Question(Plain with { Pace = Pace.Auto }, ["ada"])
        .When(GoAway(1, "host")).Then(HostAway(1))
        .When(Tick(20.25)).Then(Closed(20.25, 0, 26.25))
        .When(Tick(26.249)).ThenNothing()
        .When(Tick(26.25)).Then(Asked(26.25, 1))
        .When(Choose(30, "ada", 0, 1)).Then(Chose(30, "ada", 0, 1), Closed(30, 1, 36))
        .When(Tick(36)).Then(Finished(36));

    [Fact]
    public void The_host_may_go_on_before_the_automatic_pace_does() => Question(Plain with { Pace = Pace.Auto }, ["ada"])
        .When(Choose(2, "ada")).Then(Chose(2, "ada"), Closed(2, 0, 8))
        .When(Next(3)).Then(Asked(3, 1));

    [Fact]
    public void Without_a_countdown_the_first_question_comes_at_once() => Lobby(Plain).Players("ada").When(Start(5)).Then(Asked(5, 0));

    [Fact]
    public void A_question_may_set_its_own_time() =>
        Lobby(Plain, Single("*a", "b") with { Seconds = 45 }).Players("ada").When(Start(0)).Then(Asked(0, 0, 45));

    [Fact]
    public void A_slide_goes_straight_on_when_the_host_says_and_waits_for_him() => Question(Plain, ["ada"], Slide(), Single("*a", "b"), Slide())
        .When(Answers(1, "ada", Ids(0))).ThenRejected("invalid_answer")
        .When(Tick(600)).ThenNothing()
        .When(Next(601)).Then(Closed(601), Asked(601, 1))
        .When(Choose(602, "ada", 0, 1)).Then(Chose(602, "ada", 0, 1), Closed(602, 1))
        .When(Next(603)).Then(Asked(603, 2))
        .When(Next(604)).Then(Closed(604, 2), Finished(604));

    [Fact]
    public void A_slide_goes_straight_on_by_itself_in_automatic_pace() => Question(Plain with { Pace = Pace.Auto }, ["ada"], Slide(), Single("*a", "b"))
        .When(Tick(20.25)).Then(Closed(20.25, 0, 26.25), Asked(20.25, 1));

    [Fact]
    public void The_host_may_end_at_any_time_and_what_has_been_answered_counts()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(End(11)).Then(Closed(11), Finished(11, FinishReason.Ended));
        scene.Player("ada").Score.ShouldBe(750);
    }

    [Fact]
    public void In_a_pause_too_the_end_counts_what_has_been_answered()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Pause(11)).When(End(60))
            .Then(Resumed(60), Closed(60), Finished(60, FinishReason.Ended));
        scene.Player("ada").Score.ShouldBe(750);
    }

    [Fact]
    public void An_answer_to_an_earlier_question_is_too_late_in_every_phase()
    {
        var second = Question(Plain, ["ada", "bob"]).When(Next(1)).When(Next(2));
        second.When(Choose(3, "ada")).ThenRejected("too_late");
        second.When(Pause(4)).When(Choose(5, "ada")).ThenRejected("too_late").When(Choose(5, "ada", 0, 1)).ThenRejected("not_allowed_now");
        second.When(Resume(6)).When(Next(7)).When(Choose(8, "ada")).ThenRejected("too_late").When(Choose(8, "ada", 0, 1)).ThenRejected("too_late");
    }

    [Fact]
    public void Opening_deals_the_questions_and_records_how()
    {
        var state = Lobby(Plain, Single("*a", "b"), Items("1", "2")).State;
        state.Questions.Select(q => q.Question.Text).ShouldBe(["Which?", "In which order?"]);
        state.Questions[1].Shown.ShouldBe([1, 0]);
        state.CurrentIndex.ShouldBe(-1);
    }

    private static Scene In(string phase)
    {
        RoomEvent[] lobby = [Opened(Plain with { Countdown = TimeSpan.FromSeconds(3) }, Single("*a", "b"), Single("*a", "b")), Seated(0, "ada"), Seated(0, "bob")];
        RoomEvent[] question = [.. lobby, CountedDown(5, 8), Asked(10, 0)];
        return phase switch
        {
            "unopened" => Given(),
            "generating" => Given([Opened(Plain), Began(10), Seated(10, "ada"), Seated(10, "bob")]),
            "lobby" => Given(lobby),
            "countdown" => Given([.. lobby, CountedDown(10, 13)]),
            "question" => Given(question),
            "reveal" => Given([.. question, Closed(10)]),
            "paused" => Given([.. question, Paused(10)]),
            _ => Given([.. question, Closed(10), Finished(10)]),
        };
    }

    private static RoomCommand Command(string name) => name switch
    {
        "open" => new RoomCommand.Open(At(11), "quiz-1", Quiz(Single("*a", "b")), Plain, false, false, 1, "host", "key"),
        "generate" => Generate(11),
        "furnish" => Furnish(11, Single("*a", "b")),
        "nothing" => Furnish(11),
        "start" => Start(11),
        "stranger" => new RoomCommand.Next(At(11), "ada"),
        "next" => Next(11),
        "pause" => Pause(11),
        "resume" => Resume(11),
        "lock" => Lock(11),
        "unlock" => Lock(11, false),
        "kick" => Kick(11, "bob"),
        "extra" => ExtraTime(11, "bob", 2),
        "end" => End(11),
        "answer" => Choose(11, "ada"),
        "unknown" => Choose(11, "eve"),
        "join" => Join(11, "carol"),
        "rename" => Rename(11, "ada", "Ada B"),
        "leave" => Leave(11, "bob"),
        "arrive" => Arrive(11, "ada"),
        "away" => GoAway(11, "bob"),
        "takeOver" => TakeOver(11, "ada"),
        "tick" => Tick(11),
        _ => Recover(11),
    };
}
