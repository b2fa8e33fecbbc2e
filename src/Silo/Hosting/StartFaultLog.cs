using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace QuizOrleans.Silo.Hosting;

/// <summary>
/// Leaves out the host's own "Hosting failed to start", which is the exception with its trace: <see cref="ProcessRun"/> says the same in a sentence, or
/// lets the exception out, trace and all.
/// </summary>
internal sealed class StartFaultLog(LoggerFactory inner) : ILoggerFactory
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary><c>HostedServiceStartupFaulted</c>.</summary>
    private const int StartFaulted = 11;

    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, StartFaultLog>());
    }

    public ILogger CreateLogger(string categoryName) => categoryName == Host ? new HostLog(inner.CreateLogger(categoryName)) : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>The services own the inner one.</summary>
    public void Dispose()
    {
    }

    private sealed class HostLog(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id != StartFaulted) log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
