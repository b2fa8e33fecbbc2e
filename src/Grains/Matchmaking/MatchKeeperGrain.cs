using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// Calls every match that should have ended: one whose process died with nobody left to call it then counts its absences and ends. One reminder for all
/// duels, where one each would cost two writes a duel.
/// </summary>
public sealed partial class MatchKeeperGrain(IMatchStore matches, IOptions<DuelOptions> options, TimeProvider time, ILogger<MatchKeeperGrain> logger)
    : Grain, IMatchKeeperGrain, IRemindable
{
    private const string Wake = "wake";
    private const int AtOnce = 50;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A reminder works so long, and the next goes on from there: however many live matches are old, and however many do not answer, each has its turn.</summary>
    private static readonly TimeSpan Share = Period / 2;

    /// <summary>The last one that was called; null to begin with the oldest.</summary>
    private UnfinishedMatch? _last;

    public Task Start() => this.RegisterOrUpdateReminder(Wake, Period, Period);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var startedAt = time.GetTimestamp();
        var longest = options.Value.MatchTime + options.Value.SeatTime + options.Value.Countdown + Period;
        try
        {
            do
            {
                var page = await matches.Unfinished(time.GetUtcNow() - longest, _last, AtOnce, CancellationToken.None);
                // Together: one whose silo is gone keeps the others waiting for the time of a call only once.
                await Task.WhenAll(page.Select(match => Call(match.Match)));
                _last = page.Length < AtOnce ? null : page[^1];
            }
            while (_last is not null && time.GetElapsedTime(startedAt) < Share);
        }
        catch (StorageUnavailableException e)
        {
            LogNotRead(logger, e);
        }
    }

    private async Task Call(TenantKey key)
    {
        try
        {
            Tenancy.Act(key.Tenant);
            var seating = await GrainFactory.GetGrain<IQuizRoomGrain>(key.ToString()).Seating(CancellationToken.None);
            // Its row was written, its first event was not: it never was.
            if (seating.Status == "none" && await matches.Find(key, CancellationToken.None) is { } match)
                await matches.Save(match with { Status = MatchStatus.Abandoned, EndedAt = time.GetUtcNow(), Reason = "abandoned" }, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotCalled(logger, e, key.Id);
        }
    }

    [LoggerMessage(1221, LogLevel.Warning, "Unfinished matches were not read; the next reminder tries again.")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    [LoggerMessage(1222, LogLevel.Warning, "The unfinished match {MatchId} did not answer.")]
    private static partial void LogNotCalled(ILogger logger, Exception exception, string matchId);
}
