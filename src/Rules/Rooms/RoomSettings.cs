using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QuizOrleans.Rules.Rooms;

[JsonConverter(typeof(JsonStringEnumConverter<RoomKind>))]
public enum RoomKind
{
    /// <summary>One big screen, everybody for himself on a phone.</summary>
    Party = 0,

    /// <summary>Teams at tables.</summary>
    Pub = 1,

    /// <summary>Two players, no host.</summary>
    Duel = 2,
}

[JsonConverter(typeof(JsonStringEnumConverter<Pace>))]
public enum Pace
{
    /// <summary>The host says when the next question comes.</summary>
    Host = 0,

    /// <summary>The next question comes by itself after <see cref="RoomSettings.RevealTime"/>.</summary>
    Auto = 1,
}

[JsonConverter(typeof(JsonStringEnumConverter<ScoringRule>))]
public enum ScoringRule
{
    /// <summary>Faster earns more: <see cref="Scoring"/>.</summary>
    Timed = 0,

    /// <summary>A fixed number for each right answer: <see cref="RoomSettings.FlatPoints"/>.</summary>
    Flat = 1,

    /// <summary>The question's points, whenever the answer came.</summary>
    NoSpeed = 2,
}

[JsonConverter(typeof(JsonStringEnumConverter<TeamRule>))]
public enum TeamRule
{
    None = 0,

    /// <summary>Players name their team as they join.</summary>
    Free = 1,

    /// <summary>Players choose one of <see cref="RoomSettings.TeamNames"/>.</summary>
    Fixed = 2,
}

/// <summary>How one room is played; fixed when it opens.</summary>
public sealed record RoomSettings
{
    public RoomKind Kind { get; init; }

    public Pace Pace { get; init; }

    public ScoringRule Scoring { get; init; }

    /// <summary>For questions that do not set their own. 5–300 s.</summary>
    public TimeSpan QuestionTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Under <see cref="ScoringRule.Flat"/>: points of a right answer to a question worth 1000.</summary>
    public int FlatPoints { get; init; } = 10;

    public bool StreakBonus { get; init; }

    public bool PartialCredit { get; init; }

    /// <summary>A later answer replaces an earlier one, with its own, later time.</summary>
    public bool ChangeAnswers { get; init; }

    public TeamRule Teams { get; init; }

    public ImmutableArray<string> TeamNames { get; init; } = [];

    public int MaxPlayers { get; init; } = 2000;

    public bool LateJoin { get; init; } = true;

    /// <summary>Before the first question; zero for none.</summary>
    public TimeSpan Countdown { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a reveal stays in automatic pace.</summary>
    public TimeSpan RevealTime { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>An answer that arrives this much after its deadline still counts, as if in the last moment. Makes up for the way it travelled.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the host may be away before a room in host pace pauses.</summary>
    public TimeSpan HostGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After an outage nobody's answer closes a question early for so long: the others are still on their way back.</summary>
    public TimeSpan ReturnGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A room with nobody in it is closed after this.</summary>
    public TimeSpan EmptyClose { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Every room is closed after this, whoever is in it.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Of a duel only.</summary>
    public DuelSettings? Duel { get; init; }
}
