using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QuizOrleans.Silo;

/// <summary>Says at the start that there is no database.</summary>
internal sealed partial class NothingIsKept(ILogger<NothingIsKept> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogNothingIsKept(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(3001, LogLevel.Warning, "DATABASE_URL is not set: rooms, quizzes and results are in memory only. NOTHING WILL BE KEPT when this process ends.")]
    private static partial void LogNothingIsKept(ILogger logger);
}
