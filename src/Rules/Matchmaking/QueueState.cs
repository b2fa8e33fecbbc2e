using System.Collections.Immutable;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>One queue: who waits, who takes a seat, and how long it took lately.</summary>
public sealed record QueueState
{
    public static readonly QueueState Initial = new();

    /// <summary>How many waits the expectation is taken over.</summary>
    public const int RememberedWaits = 32;

    /// <summary>By player.</summary>
    public ImmutableDictionary<string, Ticket> Tickets { get; init; } = ImmutableDictionary<string, Ticket>.Empty;

    /// <summary>Matches whose players take their seats, by id.</summary>
    public ImmutableDictionary<string, Pairing> Pairings { get; init; } = ImmutableDictionary<string, Pairing>.Empty;

    /// <summary>How long those waited who were matched last, the newest at the end.</summary>
    public ImmutableArray<TimeSpan> Waits { get; init; } = [];

    /// <summary>What somebody who comes now may expect: the median of the last waits; null when nothing is known.</summary>
    public TimeSpan? ExpectedWait { get; init; }
}

/// <summary>Two players who were told of each other.</summary>
/// <param name="First">Has waited longer.</param>
/// <param name="SeatBy">Until then both must have taken their seats.</param>
public sealed record Pairing(string MatchId, string First, string Second, DateTimeOffset SeatBy);
