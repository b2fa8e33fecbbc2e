namespace QuizOrleans.BareHub;

/// <summary>The events of a duel, in the same shapes and sizes as docs/protocol.md's.</summary>
public interface IDuelClient
{
    Task MatchFound(MatchFound e);

    Task QuestionOpened(QuestionOpened e);

    Task OpponentAnswered(OpponentAnswered e);

    Task QuestionClosed(DuelQuestionClosed e);

    Task RoomFinished(DuelFinished e);
}

public sealed record QueuePreferences(string Category, string Language);

public sealed record QueueTicket(string Category, string Language, int WaitedMs, int Place, int Waiting, int Window, int Rating);

public sealed record Duelist(string PlayerId, string Nickname, int Rating, bool Provisional, string Kind);

public sealed record MatchFound(string Pin, Duelist Opponent, int SeatMs);

public sealed record PlayerView(string PlayerId, string Nickname, int Score, int Rank, bool Connected);

public sealed record RulesView(
    string Title, string Pace, string Scoring, bool StreakBonus, bool ChangeAnswers, string Teams, string[] TeamNames, int GraceMs, int MaxPlayers, string TieRule);

public sealed record OwnView(string PlayerId, string Nickname, int Score, int Rank, int Streak, int TimeFactor);

public sealed record DuelView(
    string Category, bool Rated, Duelist[] Players, int? MatchRemainingMs, int? SeatRemainingMs, string[] Answered, string[] Rematch);

public sealed record DuelSnapshot(
    string Pin, long Version, string Kind, string Phase, int Index, int Of, bool Locked, bool HostConnected, int PlayerCount, int Answered, int Present,
    PlayerView[] Players, RulesView Rules, OwnView You, DuelView Duel);

public sealed record OpponentAnswered(string Pin, long Version, long Since, int Index, string PlayerId);

/// <summary>As a room's, but the table has two rows, so there is nothing to write once.</summary>
public sealed record DuelQuestionClosed(
    string Pin, long Version, long Since, int Index, int Of, Answer Correct, Share[] Distribution, string Explanation, OwnResult? You, Standing[] Top, string[] Teams);

public sealed record RatingChange(string PlayerId, int Before, int After);

public sealed record DuelFinished(
    string Pin, long Version, long Since, Standing[] Standings, string[] Teams, string? Winner, string Reason, RatingChange[] Ratings);
