using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace QuizOrleans.LocalSilo;

/// <summary>What <c>UseOrleans</c> is for Orleans.</summary>
public static class LocalSiloServiceCollectionExtensions
{
    /// <summary>Adds the silo: <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and a hosted service that starts and stops it. Storage and
    /// reminders are in memory unless <see cref="IGrainStorage"/> (unkeyed, or keyed by provider name) or <see cref="IReminderTable"/> is
    /// registered; <see cref="IIncomingGrainCallFilter"/> and <see cref="ISingleSiloLease"/> are taken where registered.</summary>
    public static IServiceCollection AddLocalSilo(this IServiceCollection services, Action<LocalSiloOptions>? configure = null)
    {
        services.AddOptions<LocalSiloOptions>().Configure(configure ?? (_ => { }));
        services.AddLogging();
        services.TryAddSingleton<IGrainStorage>(_ => new MemoryGrainStorage());
        services.TryAddSingleton<IReminderTable, MemoryReminderTable>();
        services.TryAddSingleton<LocalSiloHost>();
        services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<LocalSiloHost>());
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<LocalSiloHost>());
        services.AddHostedService(provider => provider.GetRequiredService<LocalSiloHost>());
        return services;
    }
}
