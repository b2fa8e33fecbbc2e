using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Endpoints;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Telemetry;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>The order of things for a request, and where it can go.</summary>
public static class WebFrontRoutes
{
    /// <summary>Nothing inline and nothing foreign: what slipped into a text could not run even if a page forgot to escape it.</summary>
    private const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        + "frame-ancestors 'none'; form-action 'self'";

    private const string Permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    public static WebApplication UseWebFront(this WebApplication app)
    {
        // First of all: instruments are heard from now on, the zeros with which counters begin among what is.
        _ = app.Services.GetRequiredService<MeterProvider>();
        var web = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        // It reads a file: what is wrong with that stops the start, and not the first player.
        _ = app.Services.GetRequiredService<IWordFilter>();
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseHsts();
        app.Use(SafeHeaders);
        app.UseMiddleware<HttpsGuard>();
        app.UseStatusCodePages(BareStatus.Explain);
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = CacheHashedFiles });
        app.UseRouting();
        app.UseMiddleware<UnfitRequests>();
        app.UseMiddleware<OriginGuard>();
        app.UseMiddleware<BodyGuard>();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase),
            hubs => hubs.Use((HttpContext context, RequestDelegate next) => context.RequestServices.GetRequiredService<HubDrain>().Pass(context, next)));
        app.UseCors(cors => cors.WithOrigins([.. web.AllowedOrigins.Select(o => o.TrimEnd('/'))]).AllowAnyHeader().AllowAnyMethod().AllowCredentials());
        app.UseAuthentication();
        app.UseMiddleware<TenantScope>();
        app.UseRateLimiter();
        app.UseAuthorization();

        app.MapAuth().MapAccount().MapAdmin().MapMe().MapQuizzes().MapQuestions().MapRooms().MapDuels().MapHealth().MapMetrics();
        app.MapHub<PlayHub>("/hubs/play", transport => Bounded(transport, web)).RequireRateLimiting(RateLimits.Connections);
        app.MapHub<QuestionsHub>("/hubs/questions", transport => Bounded(transport, web)).RequireRateLimiting(RateLimits.Connections);
        // Pages are drawn in the browser: every address that is no file is the one page, but none of those that programs ask.
        app.MapFallbackToFile("index.html").AllowAnonymous();
        foreach (var programs in new[] { "api", "hubs", "health", "metrics" })
            app.MapMethods($"/{programs}/{{**rest}}", [HttpMethods.Get, HttpMethods.Head], NoSuchAddress).AllowAnonymous().ExcludeFromDescription().WithOrder(int.MaxValue - 1);
        return app;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult NoSuchAddress() => Problems.Of(404, "not_found", "There is no such address.");

    /// <summary>What may pile up for a client that does not read, and how long it is waited for. Two transports, both with an end to silence.</summary>
    private static void Bounded(HttpConnectionDispatcherOptions transport, WebOptions web)
    {
        transport.TransportMaxBufferSize = web.ConnectionBuffer;
        transport.ApplicationMaxBufferSize = Math.Max(web.ConnectionBuffer, web.MaxMessageBytes);
        transport.TransportSendTimeout = web.SendTimeout;
        // Whoever does not answer the WebSocket's close is gone, and must not hold up a stop.
        transport.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
        transport.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
        transport.LongPolling.PollTimeout = web.ClientTimeout;
    }

    private static Task SafeHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // What REST answers is its caller's alone.
        if (OriginGuard.IsForPrograms(context.Request.Path)) headers.CacheControl = "no-store";
        return next(context);
    }

    /// <summary>Files under assets/ have their content's hash in their name; the page itself is always asked for.</summary>
    private static void CacheHashedFiles(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}
