using System.Collections.Immutable;

namespace QuizOrleans.Grains.Players;

/// <summary>One player, guest or account. Key: <see cref="TenantKey"/> of the player id.</summary>
[Alias("quiz.IPlayerGrain")]
public interface IPlayerGrain : IGrainWithStringKey
{
    /// <summary>Creates or renames the player. Refusals: invalid_nickname.</summary>
    [Alias("SetProfile")]
    Task<Outcome<PlayerProfile>> SetProfile(string nickname, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found.</summary>
    [Alias("Profile"), ReadOnly]
    Task<Outcome<PlayerProfile>> Profile(CancellationToken cancellationToken);

    /// <summary>Finished games, newest first.</summary>
    /// <param name="after">A page's Next, or null.</param>
    /// <param name="limit">1–100.</param>
    [Alias("History"), ReadOnly]
    Task<GamePage> History(string? after, int limit, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable, Alias("quiz.PlayerProfile")]
public sealed record PlayerProfile(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] int GamesPlayed,
    [property: Id(4)] int GamesWon);

/// <summary>One finished game of a player.</summary>
[GenerateSerializer, Immutable, Alias("quiz.GameSummary")]
public sealed record GameSummary(
    [property: Id(0)] string GameId,
    [property: Id(1)] string Title,
    [property: Id(2)] string Kind,
    [property: Id(3)] DateTimeOffset FinishedAt,
    [property: Id(4)] int Players,
    [property: Id(5)] int Rank,
    [property: Id(6)] int Score);

[GenerateSerializer, Immutable, Alias("quiz.GamePage")]
public sealed record GamePage([property: Id(0)] ImmutableArray<GameSummary> Items, [property: Id(1)] string? Next);
