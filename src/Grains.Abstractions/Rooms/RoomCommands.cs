using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Grains.Rooms;

/// <summary>Opens a room.</summary>
/// <param name="IsEditor">Whether the host may draw from the tenant's own bank (<see cref="BankCaller"/>).</param>
[GenerateSerializer, Immutable, Alias("quiz.OpenRoom")]
public sealed record OpenRoom(
    [property: Id(0)] string HostId,
    [property: Id(1)] RoomSettingsView Settings,
    [property: Id(2)] bool IsEditor = false);

/// <summary>How a room is to be played; what the host leaves out takes the default.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RoomSettingsView")]
public sealed record RoomSettingsView
{
    /// <summary>"party" (one screen, phones) or "pub" (teams).</summary>
    [Id(0)] public string Kind { get; init; } = "party";

    /// <summary>"host" goes on when the host says; "auto" by itself.</summary>
    [Id(1)] public string Pace { get; init; } = "host";

    /// <summary>5–300, for questions that do not set their own.</summary>
    [Id(2)] public int QuestionTimeSeconds { get; init; } = 20;

    /// <summary>"timed", "flat" or "noSpeed".</summary>
    [Id(3)] public string Scoring { get; init; } = "timed";

    /// <summary>Points of a right answer under "flat", 1–1000.</summary>
    [Id(4)] public int FlatPoints { get; init; } = 10;

    [Id(5)] public bool StreakBonus { get; init; } = true;

    /// <summary>Multiple choice and order are scored in parts.</summary>
    [Id(6)] public bool PartialCredit { get; init; } = true;

    /// <summary>A player may change the answer until the question closes; the last one counts, at its own time.</summary>
    [Id(7)] public bool ChangeAnswers { get; init; }

    /// <summary>"none", "free" (players name them) or "fixed" (<see cref="TeamNames"/>). Null: "free" in a pub room, else "none".</summary>
    [Id(8)] public string? Teams { get; init; }

    [Id(9)] public ImmutableArray<string> TeamNames { get; init; } = [];

    /// <summary>1 up to the deployment's cap (2,000 by default); null takes the cap.</summary>
    [Id(10)] public int? MaxPlayers { get; init; }

    [Id(11)] public bool ShuffleQuestions { get; init; }

    [Id(12)] public bool ShuffleChoices { get; init; } = true;

    /// <summary>0–10, before the first question.</summary>
    [Id(13)] public int CountdownSeconds { get; init; } = 3;

    /// <summary>1–60, how long a reveal stays in automatic pace.</summary>
    [Id(14)] public int RevealSeconds { get; init; } = 6;

    /// <summary>New players may join while the game runs.</summary>
    [Id(15)] public bool LateJoin { get; init; } = true;

    /// <summary>The quiz to play; empty when <see cref="Draw"/> or <see cref="Generate"/> says what to play. Exactly one of the three is needed.</summary>
    [Id(16)] public string QuizId { get; init; } = "";

    /// <summary>Draws the questions from the bank, once, when the room opens.</summary>
    [Id(17)] public ImmutableArray<DrawRuleDraft> Draw { get; init; } = [];

    /// <summary>What the room is called; null takes the quiz's title, the category drawn from, or the topic.</summary>
    [Id(18)] public string? Title { get; init; }

    /// <summary>Has the questions written by a language model while people join; null for none of that.</summary>
    [Id(19)] public TopicView? Generate { get; init; }
}

/// <param name="HostKey">Lets another device or person take the host's chair. Secret; told to the host only.</param>
[GenerateSerializer, Immutable, Alias("quiz.RoomCreated")]
public sealed record RoomCreated([property: Id(0)] string Pin, [property: Id(1)] string HostKey, [property: Id(2)] RoomSnapshot Room);

/// <param name="Front">The front that holds the player's connection; null when it is reported by itself (<see cref="IQuizRoomGrain.ReportPresence"/>).</param>
[GenerateSerializer, Immutable, Alias("quiz.JoinRoom")]
public sealed record JoinRoom(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] string? Team,
    [property: Id(3)] string? Front = null);

/// <summary>A room's table, whole.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RoomResults")]
public sealed record RoomResults(
    [property: Id(0)] string Pin,
    [property: Id(1)] string Title,
    [property: Id(2)] string Phase,
    [property: Id(3)] ImmutableArray<StandingView> Standings,
    [property: Id(4)] ImmutableArray<TeamView> Teams,
    [property: Id(5)] string TieRule);
