using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Limits;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tenants;
using QuizOrleans.Silo.Hosting;
using QuizOrleans.Storage;
using QuizOrleans.Writers;

namespace QuizOrleans.Silo;

/// <summary>A silo: the grains, their ports and the engine.</summary>
public static partial class SiloServices
{
    /// <summary>
    /// Adds a silo to this process. With DATABASE_URL all is kept in PostgreSQL; without, in memory and nothing outlives the process, which the
    /// log says loudly.
    /// </summary>
    public static IHostApplicationBuilder AddQuizSilo(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        StartFaultLog.AddTo(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<RoomMetrics>();
        services.AddSingleton<QueueMetrics>();
        services.AddSingleton<TenantMetrics>();
        services.AddSingleton<IIncomingGrainCallFilter, TenantGuard>();
        services.AddOptions<DuelOptions>().BindConfiguration("Duels").Configure(duels => DuelVariables.Apply(duels, builder.Configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DuelOptions>, DuelOptionsValidator>();
        services.AddOptions<BankOptions>().BindConfiguration("Bank").ValidateOnStart();
        services.AddSingleton<IValidateOptions<BankOptions>, BankOptionsValidator>();
        services.AddSingleton<BuiltInQuestions>();
        services.AddSingleton<LoadedPacks>();
        services.AddOptions<ContentOptions>().BindConfiguration("Content");
        services.AddSingleton<ContentPacks>();
        services.AddSingleton<BuiltInContent>();
        services.AddSingleton<FallbackQuestions>();
        services.AddOptions<GenerationOptions>().BindConfiguration("Generation").ValidateOnStart();
        services.AddSingleton<IValidateOptions<GenerationOptions>, GenerationOptionsValidator>();
        services.AddSingleton<GenerationMetrics>();
        services.AddQuestionWriters(builder.Configuration);
        services.AddSingleton<KeyPools>();
        services.AddSingleton<ModelCalls>();
        services.AddSingleton<QuestionMaker>();
        services.AddOptions<RoomOptions>().BindConfiguration("Rooms").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RoomOptions>, RoomOptionsValidator>();
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddOptions<EventSourcingOptions>().BindConfiguration("EventSourcing").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventSourcingOptions>, EventSourcingOptionsValidator>();
        services.AddIdentity(builder.Configuration, builder.Environment);

        var databaseUrl = builder.Configuration["DATABASE_URL"];
        if (string.IsNullOrWhiteSpace(databaseUrl))
        {
            services.AddMemoryStorage();
            services.AddHostedService<NothingIsKept>();
        }
        else
        {
            services.AddPostgresStorage(databaseUrl);
        }

        services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo", tags: ["ready"]);
        services.AddHostedService<BuiltInPacks>();
        services.AddHostedService<Keeping>();
        AddEngine(builder, databaseUrl);
        return builder;
    }

    /// <summary>The engine's own wiring (Orleans/ or LocalSilo/).</summary>
    static partial void AddEngine(IHostApplicationBuilder builder, string? databaseUrl);
}
