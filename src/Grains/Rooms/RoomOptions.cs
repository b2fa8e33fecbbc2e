using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Rooms;

/// <summary>Section "Rooms": what the deployment allows and how rooms behave.</summary>
public sealed class RoomOptions
{
    /// <summary>Seats of one room, at most. Default 2,000.</summary>
    public int MaxPlayers { get; set; } = 2000;

    /// <summary>Rooms that one host may have open at once. Default 10.</summary>
    public int PerHost { get; set; } = 10;

    /// <summary>How long after its deadline an answer still counts. Default 250 ms.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a host may be away before a room in host pace pauses. Default 15 s.</summary>
    public TimeSpan HostGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After an outage no answer closes a question early for so long. Default 10 s.</summary>
    public TimeSpan ReturnGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An empty room is closed after this. Default 5 min.</summary>
    public TimeSpan EmptyClose { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Any room is closed after this. Default 6 h.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Within which a room's questions are to be written. Default 20 s.</summary>
    public TimeSpan GenerationTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A room that has no questions so long after that takes what stands in. Default 3 s.</summary>
    public TimeSpan GenerationSlack { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Listeners hear at most once in this time how many have answered. Default 200 ms.</summary>
    public TimeSpan AnswerCountInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Players who come or go within this time are told of in one message. Default 100 ms.</summary>
    public TimeSpan RosterInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The same in a room of more than <see cref="RoomLimits.LargeRoom"/> players. Default 1 s.</summary>
    public TimeSpan LargeRosterInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A reminder brings a room back this often should nobody call it. Orleans allows no less than a minute. Default 1 min.</summary>
    public TimeSpan WakePeriod { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class RoomOptionsValidator : IValidateOptions<RoomOptions>
{
    public ValidateOptionsResult Validate(string? name, RoomOptions options)
    {
        var faults = new List<string>();
        Check(options.MaxPlayers is >= 1 and <= 100_000, "Rooms:MaxPlayers must be 1 to 100000.");
        Check(options.PerHost is >= 1 and <= 100_000, "Rooms:PerHost must be 1 to 100000.");
        Check(options.Grace >= TimeSpan.Zero && options.Grace <= TimeSpan.FromSeconds(5), "Rooms:Grace must be 0 to 5 s.");
        Check(options.HostGrace >= TimeSpan.FromSeconds(1), "Rooms:HostGrace must be at least 1 s.");
        Check(options.ReturnGrace >= TimeSpan.Zero, "Rooms:ReturnGrace must not be negative.");
        Check(options.EmptyClose >= TimeSpan.FromSeconds(10), "Rooms:EmptyClose must be at least 10 s.");
        Check(options.Lifetime >= TimeSpan.FromMinutes(1), "Rooms:Lifetime must be at least 1 min.");
        Check(options.GenerationTime >= TimeSpan.FromSeconds(1) && options.GenerationTime <= TimeSpan.FromMinutes(5), "Rooms:GenerationTime must be 1 s to 5 min.");
        Check(options.GenerationSlack >= TimeSpan.Zero && options.GenerationSlack <= TimeSpan.FromMinutes(1), "Rooms:GenerationSlack must be 0 to 1 min.");
        Check(options.AnswerCountInterval > TimeSpan.Zero, "Rooms:AnswerCountInterval must be positive.");
        Check(options.RosterInterval > TimeSpan.Zero && options.LargeRosterInterval > TimeSpan.Zero, "Rooms:RosterInterval and Rooms:LargeRosterInterval must be positive.");
        Check(options.WakePeriod >= TimeSpan.FromMinutes(1), "Rooms:WakePeriod must be at least 1 min.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }
}
