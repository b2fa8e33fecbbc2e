using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Storage.LocalSilo;

namespace QuizOrleans.Storage;

public static partial class StorageExtensions
{
    static partial void AddEngineStorage(IServiceCollection services)
    {
        services.AddSingleton<OrleansStatements>();
        services.AddSingleton<IGrainStorage, PostgresGrainStorage>();
        services.AddSingleton<IReminderTable, PostgresReminderTable>();
        services.AddSingleton<ISingleSiloLease, AdvisoryLockLease>();
        services.AddHostedService<LeaseAtStart>();
    }
}
