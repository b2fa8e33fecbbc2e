namespace QuizOrleans.Rules.Matchmaking;

/// <summary>How a queue matches. Rating points and times; validated where options are read.</summary>
public sealed record QueueRules
{
    /// <summary>How far an opponent's rating may lie from one's own at first.</summary>
    public double WindowStart { get; init; } = 100;

    /// <summary>How much further after each second of waiting.</summary>
    public double WindowPerSecond { get; init; } = 25;

    /// <summary>And never further than this.</summary>
    public double WindowMost { get; init; } = 1000;

    /// <summary>A ticket is withdrawn after this.</summary>
    public TimeSpan TicketLife { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A player without a connection is withdrawn after this.</summary>
    public TimeSpan AwayGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Both players of a match must have taken their seats within this.</summary>
    public TimeSpan SeatTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this a ticket is offered a recorded game or a bot.</summary>
    public TimeSpan OfferAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Tickets that may wait in one queue.</summary>
    public int MostTickets { get; init; } = 50_000;

    /// <summary>How far an opponent's rating may lie away for a ticket that has waited so long.</summary>
    public double WindowAfter(TimeSpan wait) =>
        Math.Min(WindowMost, WindowStart + (WindowPerSecond * Math.Max(0, wait.TotalSeconds)));
}
