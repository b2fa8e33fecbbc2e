using Microsoft.Extensions.Logging;

namespace QuizOrleans.LocalSilo;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "LocalSilo started: one process, response time-out {ResponseTimeout}")]
    public static partial void Started(this ILogger logger, TimeSpan responseTimeout);

    [LoggerMessage(2, LogLevel.Warning, "The stop was cut short with {Count} grains still active")]
    public static partial void StopCutShort(this ILogger logger, int count);

    [LoggerMessage(3, LogLevel.Critical, "The lease on the database has gone to {Holder}: this silo ends at once, so that no two serve the same data")]
    public static partial void LeaseLost(this ILogger logger, string holder);

    [LoggerMessage(4, LogLevel.Error, "{GrainId} could not be activated")]
    public static partial void ActivationFailed(this ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(5, LogLevel.Error, "{GrainId} failed while deactivating")]
    public static partial void DeactivationFailed(this ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(6, LogLevel.Warning, "A timer's tick failed in {GrainId}; the timer goes on")]
    public static partial void TimerFailed(this ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(7, LogLevel.Error, "Reminder {Reminder} failed in {GrainId}; its next tick stays planned")]
    public static partial void ReminderFailed(this ILogger logger, Exception exception, string reminder, GrainId grainId);

    [LoggerMessage(8, LogLevel.Error, "{Operation} of {State} failed for {GrainId}")]
    public static partial void StorageFailed(this ILogger logger, Exception exception, string operation, string state, GrainId grainId);

    [LoggerMessage(9, LogLevel.Warning, "The one-way call {Call} failed")]
    public static partial void OneWayFailed(this ILogger logger, Exception? exception, string call);
}
