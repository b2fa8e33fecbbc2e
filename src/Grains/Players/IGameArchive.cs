using System.Collections.Immutable;

namespace QuizOrleans.Grains.Players;

/// <summary>Finished games: what reports and histories read.</summary>
public interface IGameArchive
{
    /// <summary>Stores a finished game with all its players in one transaction. A game that is stored already stays as it is.</summary>
    Task Store(FinishedGame game, CancellationToken cancellationToken);

    /// <summary>A player's games, newest first; paged by key.</summary>
    Task<GamePage> HistoryOf(TenantKey player, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>How many games the player finished, and how many he won (alone or shared).</summary>
    Task<(int Played, int Won)> TotalsOf(TenantKey player, CancellationToken cancellationToken);
}

/// <param name="GameId">The room's journal stream id within the tenant: unique for good.</param>
/// <param name="Kind">party, pub, …</param>
/// <param name="Reason">completed, ended or abandoned.</param>
public sealed record FinishedGame(
    string Tenant,
    string GameId,
    string Kind,
    string Title,
    string HostId,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset FinishedAt,
    ImmutableArray<FinishedPlayer> Players);

public sealed record FinishedPlayer(string PlayerId, string Nickname, string? Team, int Score, int Rank, long AnswerMs);
