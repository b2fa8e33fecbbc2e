using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Endpoints;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Telemetry;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>The order of things for a request, and where it can go.</summary>
public static class WebFrontRoutes
{
    private const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static WebApplication UseWebFront(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<WebOptions>>().Value.AllowedOrigins;
        app.UseExceptionHandler();
        app.Use(SafeHeaders);
        app.UseStatusCodePages(BareStatus.Explain);
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = CacheHashedFiles });
        app.UseRouting();
        app.UseMiddleware<OriginGuard>();
        app.UseCors(cors => cors.WithOrigins([.. origins.Select(o => o.TrimEnd('/'))]).AllowAnyHeader().AllowAnyMethod().AllowCredentials());
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapAuth().MapAccount().MapAdmin().MapMe().MapQuizzes().MapRooms().MapDuels().MapHealth().MapMetrics();
        app.MapHub<PlayHub>("/hubs/play");
        // Pages are drawn in the browser: every address that is no file is the one page, but none of those that programs ask.
        app.MapFallbackToFile("index.html");
        foreach (var programs in new[] { "api", "hubs", "health", "metrics" })
            app.MapMethods($"/{programs}/{{**rest}}", [HttpMethods.Get, HttpMethods.Head], NoSuchAddress).ExcludeFromDescription().WithOrder(int.MaxValue - 1);
        return app;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult NoSuchAddress() => Problems.Of(404, "not_found", "There is no such address.");

    private static Task SafeHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = PagePolicy;
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    /// <summary>Files under assets/ have their content's hash in their name; the page itself is always asked for.</summary>
    private static void CacheHashedFiles(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}
