using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>A live room: everything its events say, and nothing else.</summary>
public sealed record RoomState
{
    public static readonly RoomState Initial = new();

    public string QuizId { get; init; } = "";

    public string Title { get; init; } = "";

    public RoomSettings Settings { get; init; } = new();

    public ImmutableArray<PlayedQuestion> Questions { get; init; } = [];

    /// <summary>Where questions that were written for this room came from; null when it had its own.</summary>
    public Furnishing? Furnishing { get; init; }

    public Phase Phase { get; init; } = new Phase.Unopened();

    public Host Host { get; init; } = new("", "", false, default);

    public ImmutableDictionary<string, Player> Players { get; init; } = ImmutableDictionary<string, Player>.Empty;

    /// <summary>Player ids as the table shows them: by rank, equals by the time they joined. A list, for everybody who joins is added to it.</summary>
    public ImmutableList<string> Table { get; init; } = [];

    /// <summary>Folded nicknames in use (<see cref="Nicknames.Fold"/>).</summary>
    public ImmutableHashSet<string> Names { get; init; } = [];

    public ImmutableHashSet<string> Kicked { get; init; } = [];

    public bool Locked { get; init; }

    /// <summary>How many players are connected.</summary>
    public int Present { get; init; }

    /// <summary>Since when neither host nor player is connected; null while somebody is.</summary>
    public DateTimeOffset? EmptySince { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a duel's time is up, outages left out; null before its first question.</summary>
    public DateTimeOffset? MatchEndsAt { get; init; }

    /// <summary>What the first of two who play one after the other has answered so far, by question.</summary>
    /// <remarks>A snapshot from before there were turns has none.</remarks>
    public ImmutableArray<PlannedAnswer> Turn { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When the last event happened.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The time of all scored questions closed so far: what somebody who answered none of them has as answer time.</summary>
    public TimeSpan AskedTime { get; init; }

    /// <summary>The question that is asked, revealed or counted down to; −1 before the first.</summary>
    public int CurrentIndex => IndexOf(Phase);

    /// <summary>The time to answer a question.</summary>
    public TimeSpan TimeFor(int index) =>
        Questions[index].Question.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Settings.QuestionTime;

    private int IndexOf(Phase phase) => phase switch
    {
        Phase.Countdown p => p.Index,
        Phase.Asking p => p.Index,
        Phase.Reveal p => p.Index,
        Phase.Paused p => IndexOf(p.Within),
        Phase.Finished => Questions.Length - 1,
        _ => -1,
    };
}

/// <param name="Key">Lets somebody else take over. Secret.</param>
/// <param name="Since">Since when connected, or away.</param>
public sealed record Host(string Id, string Key, bool Connected, DateTimeOffset Since);

/// <param name="TimeFactor">Extra time, 1 for none; taken over by each question as it opens.</param>
/// <param name="Streak">Right answers in a row.</param>
/// <param name="AnswerTime">Total answer time; an unanswered scored question counts its whole time.</param>
/// <param name="Answered">How many scored questions the player has answered.</param>
/// <param name="AwaySince">Since when not connected; kept in duels.</param>
public sealed record Player(
    string Id,
    string Nickname,
    string? Team,
    bool Connected,
    double TimeFactor,
    int Score,
    int Rank,
    int Streak,
    TimeSpan AnswerTime,
    int Answered,
    DateTimeOffset? AwaySince = null);
