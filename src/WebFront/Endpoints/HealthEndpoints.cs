using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>Liveness (the process answers), readiness (so does what it needs) and figures.</summary>
public static class HealthEndpoints
{
    private static readonly DateTimeOffset Started = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnonymous().WithTags("Health");
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
        return routes;
    }

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        engine = Engine.Name,
        engineReason = Engine.Reason,
        version = Engine.Version,
        uptimeSeconds = (long)(TimeProvider.System.GetUtcNow() - Started).TotalSeconds,
        rooms = context.RequestServices.GetRequiredService<RoomRelays>().Rooms,
        connections = context.RequestServices.GetRequiredService<RoomRelays>().Connections,
        checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString().ToLowerInvariant(), detail = e.Value.Description }),
    });
}
