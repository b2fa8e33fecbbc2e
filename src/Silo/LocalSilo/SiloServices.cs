using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Grains;

namespace QuizOrleans.Silo;

/// <summary>LocalSilo: one process. Its storage comes with the database's services.</summary>
public static partial class SiloServices
{
    static partial void AddEngine(IHostApplicationBuilder builder, string? databaseUrl)
    {
        builder.Services.AddLocalSilo();
        builder.Services.AddKeyedSingleton(StorageNames.Grains, (services, _) => services.GetRequiredService<IGrainStorage>());
    }
}
