using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Writers;

/// <summary>Says at the start who writes questions, by the keys' fingerprints.</summary>
internal sealed partial class WritersNamed(IEnumerable<IQuestionWriter> writers, ILogger<WritersNamed> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var writer in writers)
        {
            any = true;
            LogWriter(logger, writer.Provider, string.Join(", ", writer.Models), string.Join(", ", writer.Keys.Select(k => $"{k.Entry} {k.Fingerprint}")));
        }

        if (!any) LogNone(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(3020, LogLevel.Information, "Questions can be written by {Provider}: models {Models}, keys {Keys}.")]
    private static partial void LogWriter(ILogger logger, string provider, string models, string keys);

    [LoggerMessage(3021, LogLevel.Information, "No language model is configured: questions come from the bank and the built-in packs.")]
    private static partial void LogNone(ILogger logger);
}
