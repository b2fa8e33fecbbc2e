using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Accounts;
using QuizOrleans.Storage.Audit;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Database;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Privacy;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Storage;

/// <summary>Puts the ports of the grains over a database, or in memory.</summary>
public static partial class StorageExtensions
{
    /// <summary>
    /// The journal, the quizzes and the archive in PostgreSQL, and a health check "database" tagged "ready". The schema is brought up
    /// to date before any hosted service starts; a database that does not fit stops the start.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="databaseUrl">See <see cref="ConnectionText"/>.</param>
    /// <param name="configure">Changes what the configuration section "Storage" says.</param>
    /// <exception cref="FormatException">The text cannot be read; the message says why without its password.</exception>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, string databaseUrl, Action<StorageOptions>? configure = null)
    {
        var connection = ConnectionText.Parse(databaseUrl);
        var options = services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new DatabaseAddress(connection));
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton(provider => DataSources.Create(
            connection, provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetService<ILoggerFactory>()));
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<DatabaseAtStart>();
        services.AddSingleton<SchemaMigrator>();
        // Before the migration: LocalSilo's lease says who may migrate.
        AddEngineStorage(services);
        services.AddHostedService<MigrateAtStart>();
        services.AddSingleton<DatabaseHealthCheck>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);

        services.AddSingleton<IJournal>(provider => new PostgresJournal(
            provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<StorageMetrics>(), provider.GetRequiredService<ILogger<PostgresJournal>>()));
        services.AddSingleton<IQuizStore>(provider => new PostgresQuizStore(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton<IContentStore>(provider => new PostgresContentStore(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton<IGameArchive>(provider => new PostgresGameArchive(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton<IMatchStore>(provider => new PostgresMatchStore(
            provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<ILogger<PostgresMatchStore>>(), provider.GetRequiredService<IOptions<StorageOptions>>().Value.Linger));
        services.AddSingleton<IAccountStore>(provider => new PostgresAccountStore(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton<ITokenFamilyStore>(provider => new PostgresTokenFamilyStore(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton<IAuditLog>(provider => new PostgresAuditLog(
            provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<ILogger<PostgresAuditLog>>()));
        services.AddSingleton<IPersonalRecords>(provider => new PostgresPersonalRecords(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton<TrigramSupport>();
        services.AddHostedService(provider => provider.GetRequiredService<TrigramSupport>());
        services.AddSingleton<IQuestionStore>(provider => new PostgresQuestionStore(provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<TrigramSupport>()));
        services.AddSingleton<IPlayStore>(provider => new PostgresPlayStore(
            provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<ILogger<PostgresPlayStore>>(), provider.GetRequiredService<IOptions<StorageOptions>>().Value.Linger));
        return services;
    }

    /// <summary>What only one engine needs (LocalSilo/); Orleans brings its own providers.</summary>
    static partial void AddEngineStorage(IServiceCollection services);

    /// <summary>The same ports in memory: nothing outlives the process.</summary>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new MemoryJournal(provider.GetRequiredService<TimeProvider>()));
        Add<IJournal, MemoryJournal>();
        services.AddSingleton<MemoryQuizStore>();
        Add<IQuizStore, MemoryQuizStore>();
        services.AddSingleton<IContentStore, MemoryContentStore>();
        services.AddSingleton<MemoryGameArchive>();
        Add<IGameArchive, MemoryGameArchive>();
        services.AddSingleton<MemoryMatchStore>();
        Add<IMatchStore, MemoryMatchStore>();
        services.AddSingleton<IAccountStore, MemoryAccountStore>();
        services.AddSingleton<ITokenFamilyStore, MemoryTokenFamilyStore>();
        services.AddSingleton<IAuditLog, MemoryAuditLog>();
        services.AddSingleton<IPersonalRecords, MemoryPersonalRecords>();
        services.AddSingleton<MemoryPlayStore>();
        Add<IPlayStore, MemoryPlayStore>();
        services.AddSingleton<MemoryQuestionStore>();
        Add<IQuestionStore, MemoryQuestionStore>();
        return services;

        // Under both names: what forgets persons reaches into the stores.
        void Add<TPort, TStore>()
            where TPort : class
            where TStore : class, TPort => services.AddSingleton<TPort>(provider => provider.GetRequiredService<TStore>());
    }
}
