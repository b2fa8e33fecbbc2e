using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Database;
using QuizOrleans.Storage.Journal;

namespace QuizOrleans.Storage;

/// <summary>Puts the ports of the grains over a database, or in memory.</summary>
public static partial class StorageExtensions
{
    /// <summary>The journal, the quizzes and the archive in PostgreSQL. The schema is brought up to date before any other hosted service starts.</summary>
    /// <param name="databaseUrl">See <see cref="ConnectionText"/>.</param>
    /// <exception cref="FormatException">The text cannot be read; the message says why without its password.</exception>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, string databaseUrl, Action<StorageOptions>? configure = null)
    {
        var connection = ConnectionText.Parse(databaseUrl);
        AddOptions(services, configure);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => DataSources.Create(connection, provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider));
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<SchemaMigrator>();
        services.AddHostedService<MigrateAtStart>();
        services.AddSingleton<PostgresJournal>(provider => ActivatorUtilities.CreateInstance<PostgresJournal>(provider));
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<PostgresJournal>());
        return services;
    }

    private static void AddOptions(IServiceCollection services, Action<StorageOptions>? configure)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        var options = services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        if (configure is not null) options.Configure(configure);
    }
}
