using System.Collections.Immutable;

namespace QuizOrleans.Rules.Rooms;

/// <summary>
/// Who of a played duel's persons wants to play the other again. A wish stands until both have it, it is taken back, the other declines, or time is up;
/// after a decline only who declined may wish it anew.
/// </summary>
public sealed record RematchWishes
{
    public static readonly RematchWishes None = new();

    /// <summary>Who wants to play again, by id.</summary>
    public ImmutableSortedSet<string> Wanted { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Until then the first wish waits for the other; null when there is none.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>How the last wish ended, or who cannot meet the standing one; null when there is no such thing to say.</summary>
    public RematchEnd? End { get; private init; }

    /// <summary>Whether the other has said no, and so has the next word.</summary>
    public bool IsDeclinedTo(string playerId) => End is { Reason: RematchEndReason.Declined } end && end.PlayerId != playerId;

    /// <summary>Asked again it waits no longer for that.</summary>
    public RematchWishes Want(string playerId, DateTimeOffset until) => Wanted.Contains(playerId) ? this : new() { Wanted = Wanted.Add(playerId), Until = Until ?? until };

    /// <summary>The player does not want to: his own wish is taken back, or the other's is declined. Without a wish there is nothing to say.</summary>
    public RematchWishes Decline(string playerId) =>
        Wanted.Contains(playerId) ? Ended(playerId, RematchEndReason.Withdrawn)
        : Wanted.IsEmpty ? this
        : Ended(playerId, RematchEndReason.Declined);

    /// <summary>The player has gone on to something else: he does not wish it any more, and what the other wishes stands.</summary>
    public RematchWishes GoneOn(string playerId)
    {
        var wanted = Wanted.Remove(playerId);
        return new() { Wanted = wanted, Until = wanted.IsEmpty ? null : Until, End = new RematchEnd(playerId, RematchEndReason.Elsewhere) };
    }

    /// <summary>A wish that nobody met in time is over.</summary>
    public RematchWishes Lapse(DateTimeOffset now) => Until is { } until && until <= now ? Ended(Wanted[0], RematchEndReason.Expired) : this;

    private static RematchWishes Ended(string playerId, RematchEndReason reason) => new() { End = new RematchEnd(playerId, reason) };
}

/// <param name="PlayerId">Who took it back, who declined, whose wish nobody met, or who has gone on.</param>
public sealed record RematchEnd(string PlayerId, RematchEndReason Reason);

public enum RematchEndReason
{
    Withdrawn,
    Declined,
    Expired,
    Elsewhere,
}
