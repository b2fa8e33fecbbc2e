using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Rules.Tests.Matchmaking;

/// <summary>Tickets and ratings, short to write; times are in seconds after the queue's beginning.</summary>
internal static class Tickets
{
    public static readonly DateTimeOffset Beginning = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => Beginning + TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    public static Rating Rated(double value, double deviation = 80, double volatility = 0.06) => new(value, deviation, volatility, 0, Beginning);

    /// <param name="since">Waiting since.</param>
    public static Ticket Waits(string id, double rating = 1500, double since = 0, string? last = null, params string[] blocked) =>
        new(id, id, Rated(rating), At(since), last, [.. blocked]);

    /// <summary>The pairs of a sweep as "first-second", in the order they were made.</summary>
    public static string[] Pairs(double at, params Ticket[] tickets) => Pairs(new QueueRules(), at, tickets);

    public static string[] Pairs(QueueRules rules, double at, params Ticket[] tickets) =>
        [.. Matcher.Pair(tickets, rules, At(at)).Select(p => $"{p.First.PlayerId}-{p.Second.PlayerId}")];
}
