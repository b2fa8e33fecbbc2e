using System.Collections.Immutable;
using System.Text;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>A snapshot is the state: whatever it forgets would be lost by the next replay.</summary>
public sealed class RoomJsonTests
{
    private static readonly DateTimeOffset s_at = DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123);

    private static readonly GivenAnswer s_given = new(new ChoiceAnswer([1]), TimeSpan.FromMilliseconds(1234));

    private static readonly Phase[] s_running =
    [
        new Phase.Countdown(0, s_at),
        new Phase.Asking(
            1,
            s_at,
            TimeSpan.FromSeconds(20),
            ImmutableDictionary<string, double>.Empty.Add("ada", 1.5),
            ImmutableDictionary<string, GivenAnswer>.Empty.Add("ada", s_given).Add("bob", new(new OrderAnswer([2, 0, 1]), TimeSpan.Zero)),
            1,
            s_at.AddSeconds(10)),
        new Phase.Reveal(
            1,
            s_at.AddSeconds(6),
            ImmutableDictionary<string, GivenAnswer>.Empty.Add("ada", new(new TextAnswer("\u00e9\"\\"), TimeSpan.Zero)).Add("bob", new(new NumberAnswer(0.1), TimeSpan.Zero)),
            ImmutableDictionary<string, QuestionResult>.Empty.Add("ada", new QuestionResult(true, 1100, 2))),
    ];

    public static TheoryData<Phase> Phases { get; } = new()
    {
        new Phase.Unopened(),
        new Phase.Lobby(),
        new Phase.Generating(
            new GenerationPlan(new Topic { Text = "Rivers", Subject = "Geography", Difficulty = Difficulty.Hard, Kind = "typed", Language = "de", Count = 7 }, TimeSpan.FromSeconds(20), "hanna", true, true, false, ulong.MaxValue),
            s_at,
            s_at.AddSeconds(3),
            IsStarted: true),
        s_running[0],
        s_running[1],
        s_running[2],
        new Phase.Paused(s_running[1], s_at, PauseReason.HostAway),
        new Phase.Finished(FinishReason.Abandoned, s_at),
    };

    [Theory]
    [MemberData(nameof(Phases))]
    public void Every_state_is_read_as_it_was_written(Phase phase)
    {
        var state = State with { Phase = phase };
        var written = RoomJournal.Format.Write(state);
        var read = RoomJournal.Format.ReadState(written);
        Encoding.UTF8.GetString(RoomJournal.Format.Write(read).Span).ShouldBe(Encoding.UTF8.GetString(written.Span));
        read.Phase.GetType().ShouldBe(phase.GetType());
        read.Settings.ShouldBe(state.Settings with { TeamNames = read.Settings.TeamNames });
        read.Furnishing.ShouldBe(state.Furnishing);
        read.Players.ShouldBe(state.Players, ignoreOrder: true);
        read.Table.ToArray().ShouldBe([.. state.Table]);
        read.Names.ShouldBe(state.Names, ignoreOrder: true);
        read.Kicked.ShouldBe(state.Kicked, ignoreOrder: true);
        read.Questions.Select(q => (q.Question.GetType(), q.Question.Text, string.Join(',', q.ChoiceTexts)))
            .ShouldBe(state.Questions.Select(q => (q.Question.GetType(), q.Question.Text, string.Join(',', q.ChoiceTexts))));
        (read.Host, read.Locked, read.Present, read.EmptySince, read.OpenedAt, read.StartedAt, read.LastAt, read.AskedTime, read.Title, read.QuizId)
            .ShouldBe((state.Host, state.Locked, state.Present, state.EmptySince, state.OpenedAt, state.StartedAt, state.LastAt, state.AskedTime, state.Title, state.QuizId));
    }

    [Fact]
    public void A_snapshot_from_before_there_were_turns_is_read_too()
    {
        var written = Encoding.UTF8.GetString(RoomJournal.Format.Write(State).Span);
        var older = written.Replace(",\"turn\":[]", "", StringComparison.Ordinal);
        older.ShouldNotBe(written);
        var read = RoomJournal.Format.ReadState(Encoding.UTF8.GetBytes(older));
        read.Turn.ShouldBeEmpty();
        Encoding.UTF8.GetString(RoomJournal.Format.Write(read).Span).ShouldBe(written);
    }

    public static TheoryData<RoomEvent> FrequentEvents { get; } = new()
    {
        new RoomEvent.AnswerGiven(s_at, "ada", 3, new ChoiceAnswer([2])),
        new RoomEvent.AnswerGiven(s_at, "ada", 0, new ChoiceAnswer([])),
        new RoomEvent.AnswerGiven(s_at, "a\u00e9\"<b>\\", 0, new ChoiceAnswer([0, 1, 63])),
        new RoomEvent.AnswerGiven(s_at, "ada", 0, new OrderAnswer([1, 0])),
        new RoomEvent.AnswerGiven(s_at, "ada", 0, new TextAnswer("x")),
        new RoomEvent.QuestionClosed(s_at, 1, s_at.AddSeconds(3)),
        new RoomEvent.QuestionClosed(s_at, 0, null),
        new RoomEvent.QuestionOpened(s_at, 0, TimeSpan.FromSeconds(30)),
        new RoomEvent.QuestionOpened(s_at, 9, TimeSpan.FromMilliseconds(12_345)),
        new RoomEvent.PlayerSeated(s_at, "ada", "Zo\u00eb \ud83e\udd89 & \"co\"", "Owls"),
        new RoomEvent.PlayerSeated(s_at, "ada", "Ada", null),
    };

    [Theory]
    [MemberData(nameof(FrequentEvents))]
    public void Frequent_events_are_written_as_the_serializer_writes_them(RoomEvent @event) =>
        Encoding.UTF8.GetString(RoomJournal.Format.Write(@event).Span).ShouldBe(System.Text.Json.JsonSerializer.Serialize(@event, RoomJson.Default.RoomEvent));

    [Fact]
    public void A_room_of_before_questions_were_written_is_read_as_it_was()
    {
        // As the journal has it from then.
        string[] journal =
        [
            """{"e":"opened","quizId":"quiz","title":"Friday","settings":{"kind":"Party","pace":"Host"},"questions":[{"question":{"kind":"single","choices":[{"text":"a","correct":true},{"text":"b","correct":false}],"text":"1?"},"shown":[1,0]}],"hostId":"hanna","hostKey":"key","at":1900000000000}""",
            """{"e":"seated","playerId":"ada","nickname":"Ada","at":1900000001000}""",
            """{"e":"question","index":0,"time":"00:00:20","at":1900000002000}""",
        ];
        var state = journal.Select(e => RoomJournal.Format.ReadEvent(Encoding.UTF8.GetBytes(e))).Aggregate(RoomState.Initial, RoomEvolution.Evolve);
        state.Phase.ShouldBeOfType<Phase.Asking>();
        (state.Questions.Length, state.Furnishing, state.Players["ada"].Nickname).ShouldBe((1, null, "Ada"));
    }

    private static RoomState State { get; } = new()
    {
        QuizId = "quiz",
        Title = "Friday",
        Settings = new RoomSettings { Kind = RoomKind.Pub, Pace = Pace.Auto, Scoring = ScoringRule.Flat, Teams = TeamRule.Fixed, TeamNames = ["Owls", "Foxes"], QuestionTime = TimeSpan.FromMilliseconds(12_345) },
        Questions =
        [
            new(new SingleChoice { Text = "1", Choices = [new("a", true), new("b")] }, [1, 0]),
            new(new MultipleChoice { Text = "2", Choices = [new("a", true), new("b"), new("c", true)] }, [2, 0, 1]),
            new(new TrueFalse { Text = "3", Answer = true }, []),
            new(new Typed { Text = "4", Accepted = ["x", "y"] }, []),
            new(new Numeric { Text = "5", Number = 1.5, Within = 0.25 }, []),
            new(new Order { Text = "6", Items = ["p", "q", "r"] }, [2, 1, 0]),
            new(new Poll { Text = "7", Choices = ["m", "n"] }, [0, 1]),
            new(new Slide { Text = "8" }, []),
        ],
        Furnishing = new Furnishing(QuestionSource.Mixed, "rate_limited", "All keys rest."),
        Host = new Host("hanna", "key", false, s_at),
        Players = ImmutableDictionary<string, Player>.Empty
            .Add("ada", new Player("ada", "Ada", "Owls", true, 1.5, 2100, 1, 2, TimeSpan.FromMilliseconds(777), 2))
            .Add("bob", new Player("bob", "Bob", null, false, 1, 0, 2, 0, TimeSpan.Zero, 0)),
        Table = ["ada", "bob"],
        Names = ["ADA", "BOB"],
        Kicked = ["eve"],
        Locked = true,
        Present = 1,
        EmptySince = s_at,
        OpenedAt = s_at,
        StartedAt = s_at,
        LastAt = s_at,
        AskedTime = TimeSpan.FromSeconds(40),
    };
}
