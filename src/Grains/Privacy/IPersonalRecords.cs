using System.Collections.Immutable;

namespace QuizOrleans.Grains.Privacy;

/// <summary>What the tables of results know of persons, and how they forget it.</summary>
public interface IPersonalRecords
{
    /// <summary>Marks a player as to be forgotten, before anything is: what is interrupted is done again.</summary>
    Task Request(TenantKey player, bool nameless, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the player out of the tables: his ratings and quizzes go; in the results of games and matches that have ended a line stays, under an id that leads
    /// nowhere. Done again it does what has come since.
    /// </summary>
    /// <param name="nameless">Whether the nickname goes as well.</param>
    Task Detach(TenantKey player, bool nameless, CancellationToken cancellationToken);

    /// <summary>Whom to forget, oldest request first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<ImmutableArray<Erasure>> Requested(Erasure? after, int limit, CancellationToken cancellationToken);

    /// <summary>Nothing more will come of the player: the mark goes.</summary>
    Task Forgotten(TenantKey player, CancellationToken cancellationToken);

    /// <summary>Removes the records of rooms and matches that ended before, journal and all; how many.</summary>
    Task<int> ForgetRooms(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Removes the journals of queues to which nothing was written since: whoever waited there does not any more. How many events; about so many at most.</summary>
    Task<int> ForgetQueues(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

/// <param name="Nameless">Whether the nickname goes as well.</param>
public sealed record Erasure(TenantKey Player, bool Nameless, DateTimeOffset RequestedAt);
