using System.Net;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>
/// With <see cref="WebOptions.RequireHttps"/> nothing is served in the clear: a page is sent to its HTTPS address; REST and hubs are refused, because a
/// redirect would come after the token had been sent. Who looks after the machine (health, metrics) and who is on it (loopback) may ask in the clear.
/// </summary>
public sealed class HttpsGuard(RequestDelegate next, IOptions<WebOptions> options)
{
    private readonly bool _isOn = options.Value.RequireHttps;

    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!_isOn || request.IsHttps || IsInside(context)) return next(context);
        if (OriginGuard.IsForPrograms(request.Path) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "https_required", "This server is reached over HTTPS only.").ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"https://{request.Host.Host}{request.PathBase}{request.Path}{request.QueryString}";
        return Task.CompletedTask;
    }

    private static bool IsInside(HttpContext context) =>
        (context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
        || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/metrics");
}
