using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Silo;

/// <summary>Reads the packs that come with the product (content/*.json), before the first call can come, and brings them to the default tenant; the others get them at their first use.</summary>
internal sealed class BuiltInPacks(ContentPacks packs, BuiltInContent content, IOptions<ContentOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await packs.Load(options.Value.Directory ?? Path.Combine(AppContext.BaseDirectory, "content"), cancellationToken);
        await content.Ready(TenantKey.DefaultTenant, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
