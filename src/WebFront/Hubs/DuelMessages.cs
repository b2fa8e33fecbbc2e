using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>What a player wants to duel about.</summary>
public sealed record QueuePreferences
{
    public string? Category { get; init; }

    public string? Language { get; init; }
}

/// <summary>What a friend is challenged to.</summary>
public sealed record ChallengePreferences
{
    public string? Category { get; init; }

    public string? Language { get; init; }

    /// <summary>The challenger plays at once, and the friend when he likes.</summary>
    public bool InTurns { get; init; }
}

public sealed record MatchFoundMessage(string Pin, DuelistView Opponent, int SeatMs);

public sealed record QueueLeftMessage(string Reason);

public sealed record SubstituteOfferedMessage(string Kind, string Nickname, int Rating);

public sealed record OpponentAnsweredMessage(string Pin, long Version, long Since, int Index, string PlayerId);

public sealed record TurnEndedMessage(string Pin, long Version, long Since, string PlayerId, int Score, long RemainingMs);

public sealed record RematchWantedMessage(string Pin, string PlayerId, int? RemainingMs);

public sealed record RematchOffMessage(string Pin, string PlayerId, string Reason);
