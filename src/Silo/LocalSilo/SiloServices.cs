using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Grains;
using QuizOrleans.Grains.EventSourcing;

namespace QuizOrleans.Silo;

/// <summary>LocalSilo: one process. Its storage comes with the database's services.</summary>
public static partial class SiloServices
{
    static partial void AddEngine(IHostApplicationBuilder builder, string? databaseUrl)
    {
        // By name: in a test's process the entry assembly leads to no grains.
        builder.Services.AddLocalSilo(silo => silo.GrainAssemblies.Add(typeof(IJournal).Assembly));
        builder.Services.AddKeyedSingleton(StorageNames.Grains, (services, _) => services.GetRequiredService<IGrainStorage>());
    }
}
