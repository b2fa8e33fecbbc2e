using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Grains;
using QuizOrleans.Storage;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Silo;

/// <summary>Microsoft Orleans: Redis holds the membership of a cluster, PostgreSQL the grains' state and reminders.</summary>
public static partial class SiloServices
{
    private const string Npgsql = "Npgsql";

    static partial void AddEngine(IHostApplicationBuilder builder, string? databaseUrl)
    {
        // The same text marks the rows that LocalSilo writes (StorageOptions.ServiceId).
        var serviceId = builder.Configuration["Storage:ServiceId"] ?? new StorageOptions().ServiceId;
        var redis = builder.Configuration["REDIS_URL"];
        KnownInterfaceTypes.AddTo(builder.Services);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster =>
            {
                cluster.ServiceId = serviceId;
                cluster.ClusterId = builder.Configuration["Orleans:ClusterId"] ?? serviceId;
            });
            var (siloPort, gatewayPort) = (Port(builder, "SiloPort", 11111), Port(builder, "GatewayPort", 30000));
            if (string.IsNullOrWhiteSpace(redis)) silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: serviceId, clusterId: serviceId);
            else silo.UseRedisClustering(RedisUrl.ToConfiguration(redis)).ConfigureEndpoints(siloPort, gatewayPort);

            silo.UseSystemTextJsonGrainStorageSerializer();
            if (string.IsNullOrWhiteSpace(databaseUrl))
            {
                silo.AddMemoryGrainStorage(StorageNames.Grains).UseInMemoryReminderService();
                return;
            }

            var most = builder.Configuration.GetValue<int?>("Storage:GrainConnections") ?? new StorageOptions().GrainConnections;
            var connection = ConnectionText.Pooled(databaseUrl, most).ConnectionString;
            silo.AddAdoNetGrainStorage(StorageNames.Grains, (AdoNetGrainStorageOptions storage) =>
            {
                storage.Invariant = Npgsql;
                storage.ConnectionString = connection;
            });
            silo.UseAdoNetReminderService((AdoNetReminderTableOptions reminders) =>
            {
                reminders.Invariant = Npgsql;
                reminders.ConnectionString = connection;
            });
        });
    }

    private static int Port(IHostApplicationBuilder builder, string name, int fallback) =>
        builder.Configuration.GetValue<int?>($"Orleans:{name}") ?? fallback;
}
