using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Writers.Configuration;
using QuizOrleans.Writers.Gemini;
using QuizOrleans.Writers.OpenAi;

namespace QuizOrleans.Writers;

public static class WriterServices
{
    internal const string Client = "question-writers";

    /// <summary>No answer is longer. 30 questions are some 30 KB.</summary>
    internal const int MostBytes = 2 * 1024 * 1024;

    /// <summary>
    /// Registers an <see cref="IQuestionWriter"/> for each provider that the configuration names, in order of preference; none when it names none.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A value is not good; the message names it, and holds no key.</exception>
    public static IServiceCollection AddQuestionWriters(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(Client, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = MostBytes;
            })
            // No redirects: a key goes where it was configured to go, and nowhere else.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // They would write headers at the level Trace.
            .RemoveAllLoggers();

        var providers = WriterSettings.Read(configuration);
        foreach (var provider in providers)
        {
            services.AddSingleton<IQuestionWriter>(from => provider.IsGemini
                ? new GeminiWriter(provider, from.GetRequiredService<IHttpClientFactory>(), from.GetRequiredService<TimeProvider>())
                : new OpenAiWriter(provider, from.GetRequiredService<IHttpClientFactory>(), from.GetRequiredService<TimeProvider>()));
        }

        return services.AddHostedService<WritersNamed>();
    }
}
