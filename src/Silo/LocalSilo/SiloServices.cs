using Microsoft.Extensions.Hosting;

namespace QuizOrleans.Silo;

/// <summary>LocalSilo: one process. Its storage comes with the database's services.</summary>
public static partial class SiloServices
{
    static partial void AddEngine(IHostApplicationBuilder builder, string? databaseUrl) => builder.Services.AddLocalSilo();
}
