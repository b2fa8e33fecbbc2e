using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>Somebody who looks for an opponent.</summary>
/// <param name="JoinedAt">Since when; kept when a match falls through, so that the wait counts.</param>
/// <param name="LastOpponent">Not matched with again at once while there are others.</param>
/// <param name="Blocked">Never matched with.</param>
/// <param name="AwaySince">Since when without a connection; null while there is one.</param>
/// <param name="MatchId">The match that was found, while its players take their seats.</param>
/// <param name="Offered">Whether a recorded game or a bot was offered.</param>
public sealed record Ticket(
    string PlayerId,
    string Nickname,
    Rating Rating,
    DateTimeOffset JoinedAt,
    string? LastOpponent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<string> Blocked,
    DateTimeOffset? AwaySince = null,
    string? MatchId = null,
    bool Offered = false)
{
    public bool IsWaiting => MatchId is null && AwaySince is null;

    public TimeSpan WaitAt(DateTimeOffset now) => now > JoinedAt ? now - JoinedAt : TimeSpan.Zero;

    public bool Blocks(string playerId) => !Blocked.IsDefaultOrEmpty && Blocked.Contains(playerId);
}
