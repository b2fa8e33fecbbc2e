using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Identity;

namespace QuizOrleans.Grains.Privacy;

/// <summary>The daily clean-up. Each part stands for itself: one that fails is left for the next day and stops no other.</summary>
public sealed partial class RetentionGrain(
    ITokenFamilyStore families,
    IPersonalRecords records,
    IAuditLog audit,
    Forgetting forgetting,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<RetentionGrain> logger)
    : Grain, IRetentionGrain, IRemindable
{
    private const string Daily = "daily";
    private const int AtOnce = 500;
    private const int EventsAtOnce = 5_000;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <summary>No room lives so long: nothing more can come of a player who was forgotten before.</summary>
    private static readonly TimeSpan LastTrace = TimeSpan.FromDays(2);

    /// <summary>No ticket lives so long: a queue in which nothing happens meanwhile is empty.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(2);

    /// <summary>After each start, and once a day from then: a process that is restarted every night does its work too.</summary>
    public Task Start() => this.RegisterOrUpdateReminder(Daily, First, Period);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var now = time.GetUtcNow();
        await Do("sign-ins", () => AllOf(() => families.DeleteExpired(now, AtOnce, CancellationToken.None)));
        await Do("erasures", () => Forget(now));
        await Do("rooms", () => AllOf(() => records.ForgetRooms(now - options.Value.Rooms, AtOnce, CancellationToken.None)));
        await Do("queues", () => AllOf(() => records.ForgetQueues(now - Silence, EventsAtOnce, CancellationToken.None)));
        await Do("audit", () => audit.Forget(now - options.Value.Audit, CancellationToken.None));
    }

    private async Task<int> Forget(DateTimeOffset now)
    {
        var forgotten = 0;
        Erasure? last = null;
        while (await records.Requested(last, AtOnce, CancellationToken.None) is { IsEmpty: false } page)
        {
            foreach (var erasure in page)
            {
                await forgetting.Carry(erasure.Player, erasure.Nameless, GrainFactory, CancellationToken.None);
                if (erasure.RequestedAt + LastTrace <= now) await records.Forgotten(erasure.Player, CancellationToken.None);
            }

            forgotten += page.Length;
            last = page[^1];
        }

        return forgotten;
    }

    private static async Task<int> AllOf(Func<Task<int>> part)
    {
        var all = 0;
        for (int done; (done = await part()) > 0;) all += done;
        return all;
    }

    private async Task Do(string what, Func<Task<int>> work)
    {
        try
        {
            var count = await work();
            if (count > 0) LogDone(logger, what, count);
        }
        catch (Exception e)
        {
            LogFailed(logger, e, what);
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "Clean-up of {What}: {Count}.")]
    private static partial void LogDone(ILogger logger, string what, int count);

    [LoggerMessage(1302, LogLevel.Error, "The clean-up of {What} failed; the next day's tries again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string what);
}
