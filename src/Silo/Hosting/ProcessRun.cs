using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QuizOrleans.Silo.Hosting;

/// <summary>A process from its start to its exit code.</summary>
public static class ProcessRun
{
    private const int Failed = 1;

    /// <summary>
    /// Builds a host and runs it until it is told to stop. 0: it was told to, in mid-start too. 1: it does not start, and one sentence on stderr says why,
    /// or something within it ended it for cause and set <see cref="Environment.ExitCode"/>. What nobody foresaw leaves as it came, with its trace.
    /// </summary>
    public static async Task<int> Run<THost>(Func<THost> build)
        where THost : IHost, IAsyncDisposable
    {
        ArgumentNullException.ThrowIfNull(build);
        CancellationToken stopping = default;
        var isStarted = false;
        try
        {
            await using var host = build();
            stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            await host.StartAsync(CancellationToken.None);
            isStarted = true;
            await host.WaitForShutdownAsync(CancellationToken.None);
            return Environment.ExitCode;
        }
        catch (OperationCanceledException) when (!isStarted && stopping.IsCancellationRequested)
        {
            return Environment.ExitCode;
        }
        catch (Exception e) when (!isStarted && StartFaults.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"QuizOrleans does not start: {sentence}");
            return Failed;
        }
    }
}
