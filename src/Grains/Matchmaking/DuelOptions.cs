using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Section "Duels": how they are played and how opponents are found.</summary>
public sealed class DuelOptions
{
    /// <summary>Questions of a duel. Default 10; also PAIR_QUIZ_MAX_QUESTIONS.</summary>
    public int Questions { get; set; } = 10;

    /// <summary>To answer each. Default 30 s; also PAIR_QUIZ_QUESTION_TIME, in seconds.</summary>
    public TimeSpan QuestionTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For the whole match. Default 300 s; also PAIR_QUIZ_TIMEOUT, in seconds.</summary>
    public TimeSpan MatchTime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Points of a right answer. Default 10.</summary>
    public int Points { get; set; } = 10;

    /// <summary>Before the first question. Default 3 s.</summary>
    public TimeSpan Countdown { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long what was right is shown. Default 3 s.</summary>
    public TimeSpan RevealTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Both players must take their seats within this. Default 10 s.</summary>
    public TimeSpan SeatTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A lost connection forfeits after this. Default 15 s.</summary>
    public TimeSpan DropGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Where friends play one after the other: so long the second has to begin his turn. Default 3 days.</summary>
    public TimeSpan TurnTime { get; set; } = TimeSpan.FromDays(3);

    /// <summary>A wish for a rematch waits so long for the other's. Default 60 s.</summary>
    public TimeSpan RematchTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How far an opponent's rating may lie from one's own at first. Default 100.</summary>
    public double WindowStart { get; set; } = 100;

    /// <summary>How much further after each second. Default 25.</summary>
    public double WindowPerSecond { get; set; } = 25;

    /// <summary>And never further than this. Default 1000.</summary>
    public double WindowMost { get; set; } = 1000;

    /// <summary>A ticket is withdrawn after this. Default 5 min.</summary>
    public TimeSpan TicketLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Who has no connection for so long is withdrawn. Default 20 s.</summary>
    public TimeSpan AwayGrace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After this a recorded duel or a bot is offered. Default 20 s.</summary>
    public TimeSpan OfferAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Tickets in one queue at most. Default 50,000.</summary>
    public int MostTickets { get; set; } = 50_000;

    /// <summary>Opponents are looked for this often. Default 250 ms.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Who waits is told how things stand this often. Default 1 s.</summary>
    public TimeSpan StatusInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A queue opens so many duels at one time at most; who was found for whom meanwhile waits on. Where opening takes long everything does, so a loaded
    /// cluster lets newcomers wait and keeps the games that run quick. Default 64.
    /// </summary>
    public int OpeningsAtOnce { get; set; } = 64;

    /// <summary>
    /// Ratings at which a hot queue is split, such as 1300, 1500, 1700: each band is a queue, and a grain, of its own. Default none: one queue a
    /// category and language.
    /// </summary>
    public IList<double> Bands { get; } = [];

    /// <summary>Who has waited so long in a band goes on in the queue where all bands meet, the wait kept. Default 8 s.</summary>
    public TimeSpan BandTime { get; set; } = TimeSpan.FromSeconds(8);

    internal QueueRules Rules => new()
    {
        WindowStart = WindowStart,
        WindowPerSecond = WindowPerSecond,
        WindowMost = WindowMost,
        TicketLife = TicketLife,
        AwayGrace = AwayGrace,
        SeatTime = SeatTime,
        OfferAfter = OfferAfter,
        MostTickets = MostTickets,
    };

    /// <summary>The band of a rating; null without bands.</summary>
    public int? BandOf(double rating) => Bands.Count == 0 ? null : Bands.Count(b => rating >= b);
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class DuelOptionsValidator : IValidateOptions<DuelOptions>
{
    internal static readonly TimeSpan LongestTicketLife = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, DuelOptions options)
    {
        List<string> faults = [];
        Check(options.Questions, 1, 100, nameof(options.Questions));
        Check(options.QuestionTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(300), nameof(options.QuestionTime));
        Check(options.MatchTime, TimeSpan.FromSeconds(5), TimeSpan.FromHours(2), nameof(options.MatchTime));
        Check(options.Points, 1, 1000, nameof(options.Points));
        Check(options.Countdown, TimeSpan.Zero, TimeSpan.FromSeconds(10), nameof(options.Countdown));
        Check(options.RevealTime, TimeSpan.Zero, TimeSpan.FromSeconds(60), nameof(options.RevealTime));
        Check(options.SeatTime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), nameof(options.SeatTime));
        Check(options.DropGrace, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), nameof(options.DropGrace));
        Check(options.TurnTime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), nameof(options.TurnTime));
        Check(options.RematchTime, TimeSpan.FromSeconds(5), RoomLimits.ListenAfterEnd, nameof(options.RematchTime));
        Check(options.WindowStart, 1, 3000, nameof(options.WindowStart));
        Check(options.WindowPerSecond, 0, 3000, nameof(options.WindowPerSecond));
        Check(options.WindowMost, options.WindowStart, 10_000, nameof(options.WindowMost));
        Check(options.TicketLife, TimeSpan.FromSeconds(5), LongestTicketLife, nameof(options.TicketLife));
        Check(options.AwayGrace, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), nameof(options.AwayGrace));
        Check(options.OfferAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.OfferAfter));
        Check(options.MostTickets, 2, 1_000_000, nameof(options.MostTickets));
        Check(options.SweepInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10), nameof(options.SweepInterval));
        Check(options.StatusInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), nameof(options.StatusInterval));
        Check(options.OpeningsAtOnce, 1, 10_000, nameof(options.OpeningsAtOnce));
        Check(options.BandTime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), nameof(options.BandTime));
        if (!options.Bands.Zip(options.Bands.Skip(1), (a, b) => a < b).All(rising => rising)) faults.Add("Duels:Bands must rise.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check<T>(T value, T least, T most, string option)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) faults.Add($"Duels:{option} is {value}; it must lie between {least} and {most}.");
        }
    }
}
