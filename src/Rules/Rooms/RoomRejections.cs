namespace QuizOrleans.Rules.Rooms;

/// <summary>Every way a room says no. The codes are those of docs/protocol.md.</summary>
public static class RoomRejections
{
    public static readonly Rejection NotFound = new("room_not_found", "There is no room with this PIN.");
    public static readonly Rejection PinTaken = new("pin_taken", "This PIN is in use.");
    public static readonly Rejection Over = new("room_over", "This game is over.");
    public static readonly Rejection Locked = new("room_locked", "The host has locked the room.");
    public static readonly Rejection Full = new("room_full", "The room is full.");
    public static readonly Rejection NotInvited = new("not_invited", "This duel is for two others.");
    public static readonly Rejection NotYourTurn = new("not_your_turn", "The other one plays his turn.");
    public static readonly Rejection Kicked = new("kicked", "The host has removed you from this room.");
    public static readonly Rejection LateJoinClosed = new("late_join_closed", "The game has begun and takes nobody new.");
    public static readonly Rejection TeamNeeded = new("invalid_team", "This room is played in teams: choose one.");
    public static readonly Rejection NoSuchTeam = new("invalid_team", "The room has no team of this name.");
    public static readonly Rejection NotHost = new("not_host", "Only the host may do this.");
    public static readonly Rejection WrongKey = new("wrong_key", "This is not the room's host key.");
    public static readonly Rejection NotAMember = new("not_a_member", "You are not in this room.");
    public static readonly Rejection NotAllowedNow = new("not_allowed_now", "The game is at another point.");
    public static readonly Rejection RematchDeclined = new("rematch_declined", "Your opponent does not want a rematch.");
    public static readonly Rejection RematchFound = new("match_found", "The rematch is there already.");
    public static readonly Rejection NoPlayers = new("no_players", "Nobody has joined yet.");
    public static readonly Rejection WrongQuestion = new("wrong_question", "This question is not the running one.");
    public static readonly Rejection TooLate = new("too_late", "The question is closed.");
    public static readonly Rejection AlreadyAnswered = new("already_answered", "You have answered this question.");
    public static readonly Rejection PlayerNotFound = new("player_not_found", "There is no such player in the room.");
    public static readonly Rejection BadTimeFactor = new("invalid_argument", "The time factor must be 1 to 3.");
}
