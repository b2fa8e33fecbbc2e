namespace QuizOrleans.WebFront.Hosting;

internal static partial class StartLog
{
    public static void LogEngine(this ILogger logger) => LogEngine(logger, Engine.Version, Engine.Name, Engine.Reason);

    [LoggerMessage(2000, LogLevel.Information, "QuizOrleans {Version} on {Engine} ({Reason}).")]
    private static partial void LogEngine(ILogger logger, string version, string engine, string reason);
}
