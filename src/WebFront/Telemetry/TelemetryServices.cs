using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Telemetry;

/// <summary>Figures of this process: <c>/metrics</c> for Prometheus, and OTLP where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.</summary>
public static class TelemetryServices
{
    private static readonly string[] Meters =
    [
        "QuizOrleans.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql", "Microsoft.Orleans",
    ];

    private const int MostSeries = 200;

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<RelayMetrics>();
        services.AddSingleton<PrometheusExporter>();
        services.AddSingleton(p => Provider(
            p.GetRequiredService<PrometheusExporter>(), p.GetRequiredService<IMeterFactory>(), p.GetRequiredService<IConfiguration>()));
        services.AddHostedService<Starter>();
        return services;
    }

    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metrics", IResult (PrometheusExporter exporter) => exporter.Page() is { } page
                ? TypedResults.Text(page, PrometheusText.ContentType)
                : Problems.Of(503, "metrics_unavailable", "The figures could not be collected."))
            .AllowAnonymous()
            .ExcludeFromDescription();
        return routes;
    }

    private static MeterProvider Provider(PrometheusExporter exporter, IMeterFactory meters, IConfiguration configuration)
    {
        var metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("quizorleans-webfront", serviceVersion: Engine.Version))
            .AddMeter(Meters)
            // Of this application, not of another in the process. By default every instrument reserves room for 2,000 combinations of labels;
            // none of ours has a hundred.
            .AddView(instrument => instrument.Meter.Scope is null || instrument.Meter.Scope == meters
                ? new MetricStreamConfiguration { CardinalityLimit = MostSeries }
                : MetricStreamConfiguration.Drop)
            .AddReader(new BaseExportingMetricReader(exporter));
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } collector)
        {
            // The exporter itself would pass over it in silence.
            if (!Uri.TryCreate(collector, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new OptionsValidationException("OpenTelemetry", typeof(MeterProvider), [$"OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as http://collector:4317, not '{collector}'."]);
            metrics.AddOtlpExporter();
        }

        return metrics.Build();
    }

    /// <summary>Instruments are heard from the moment the provider exists: before anything is measured.</summary>
    private sealed class Starter(MeterProvider provider, RelayMetrics metrics, RoomRelays relays) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive(provider);
            metrics.Watch(relays);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
