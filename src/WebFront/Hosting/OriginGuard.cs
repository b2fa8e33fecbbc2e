using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>
/// Refuses the API and the hubs to pages of other sites. CORS alone does not: it keeps a foreign page from reading an answer, not from
/// asking, and a WebSocket it does not cover at all.
/// </summary>
/// <remarks>Programs send no Origin and are let through; so are pages of the request's own host, whatever the scheme (a proxy may end TLS).</remarks>
public sealed class OriginGuard(RequestDelegate next, IOptions<WebOptions> options)
{
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins.Select(o => o.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        return !IsForPrograms(request.Path) || request.Headers.Origin is not [{ Length: > 0 } origin] || _allowed.Contains(origin) || IsOwn(origin, request.Host)
            ? next(context)
            : Problems.Of(StatusCodes.Status403Forbidden, "origin_not_allowed", "Pages of this origin may not use this server.").ExecuteAsync(context);
    }

    /// <summary>What programs call, where pages are not: REST and hubs.</summary>
    public static bool IsForPrograms(PathString path) => path.StartsWithSegments("/hubs") || path.StartsWithSegments("/api");

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
