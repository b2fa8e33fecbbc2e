using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>What makes a room a duel.</summary>
/// <param name="Category">What it is about, and whose rating it moves.</param>
/// <param name="Rated">Whether it moves the ratings.</param>
/// <param name="Seats">Whose they are: two, or one where the second is for whoever has the link.</param>
public sealed record DuelSettings(string Category, bool Rated, ImmutableArray<Seat> Seats)
{
    /// <summary>Both must have taken their seats within this of the opening.</summary>
    public TimeSpan SeatTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first question's opening to the end, whatever is open then.</summary>
    public TimeSpan MatchTime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>A player without a connection forfeits after this.</summary>
    public TimeSpan DropGrace { get; init; } = TimeSpan.FromSeconds(15);

    public string Language { get; init; } = "en";

    /// <summary>The match that this one repeats, sides kept; null for a first.</summary>
    public string? RematchOf { get; init; }

    /// <summary>The grain key of the queue that paired them, and waits to hear whether they came; null where there was none.</summary>
    public string? Queue { get; init; }

    /// <summary>Where the two play one after the other: so long the second has once the first has had his turn. Null where they play together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? TurnTime { get; init; }

    /// <summary>Where they play one after the other: what the first has played; null before that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlayedTurn? Played { get; init; }

    /// <summary>Whether the first of two who play one after the other is yet to play, or plays.</summary>
    [JsonIgnore]
    public bool IsFirstTurn => TurnTime is not null && Played is null;

    /// <summary>How many seats are no person's. Whoever sits there is always connected.</summary>
    [JsonIgnore]
    public int Machines
    {
        get
        {
            var machines = 0;
            foreach (var seat in Seats) machines += seat.IsPerson ? 0 : 1;
            return machines;
        }
    }

    public Seat? SeatOf(string playerId)
    {
        foreach (var seat in Seats)
        {
            if (seat.PlayerId == playerId) return seat;
        }

        return null;
    }
}

/// <param name="Rating">As it was when the duel opened.</param>
/// <param name="Plan">What a seat without a person answers to each question, and when; empty for a person who plays now.</param>
public sealed record Seat(
    string PlayerId,
    string Nickname,
    Rating Rating,
    SeatKind Kind = SeatKind.Human,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<PlannedAnswer> Plan = default)
{
    [JsonIgnore]
    public bool IsPerson => Kind == SeatKind.Human;
}

/// <param name="Answer">Null: none is given.</param>
/// <param name="After">From the question's opening.</param>
public sealed record PlannedAnswer(Answer? Answer, TimeSpan After);

[JsonConverter(typeof(JsonStringEnumConverter<SeatKind>))]
public enum SeatKind
{
    Human = 0,

    /// <summary>The recording of a real player's duel on the same questions.</summary>
    Ghost = 1,

    Bot = 2,

    /// <summary>A player who has had his turn: what he answered then is answered again.</summary>
    Earlier = 3,
}

/// <param name="Until">The second may begin his turn until then.</param>
public sealed record PlayedTurn(string PlayerId, int Score, DateTimeOffset Until);

/// <summary>What a duel did to a player's rating.</summary>
public sealed record RatingChange(string PlayerId, Rating Before, Rating After);
