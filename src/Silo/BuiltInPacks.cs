using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Silo;

/// <summary>Loads the packs that come with the product (content/*.json) into the bank, at first start and when their text changed.</summary>
internal sealed class BuiltInPacks(IServiceProvider services, IConfiguration configuration) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var packs = ActivatorUtilities.CreateInstance<ContentPacks>(services);
        await packs.StoreAll(TenantKey.DefaultTenant, configuration["Content:Directory"] ?? Path.Combine(AppContext.BaseDirectory, "content"), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
