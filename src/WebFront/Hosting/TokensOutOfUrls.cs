using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>
/// Takes the token that browsers must put into a hub's URL (they cannot set headers on a WebSocket) out of it and into the Authorization header, before
/// the request has a context: no log, trace or error page, whatever its level, ever sees a URL with a token in it.
/// </summary>
public sealed class TokensOutOfUrls(IServiceProvider services) : IHttpContextFactory
{
    private const string Parameter = "access_token";

    private readonly DefaultHttpContextFactory _inner = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        if (featureCollection.Get<IHttpRequestFeature>() is { } request && request.QueryString.Contains(Parameter, StringComparison.OrdinalIgnoreCase)) Move(request);
        return _inner.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _inner.Dispose(httpContext);

    private static void Move(IHttpRequestFeature request)
    {
        var kept = new List<KeyValuePair<string, string?>>();
        string? token = null;
        foreach (var pair in new QueryStringEnumerable(request.QueryString))
        {
            if (!pair.DecodeName().Span.Equals(Parameter, StringComparison.OrdinalIgnoreCase)) kept.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
            else token ??= pair.DecodeValue().ToString();
        }

        // Elsewhere than on a hub it counts for nothing, and is still nobody's to read.
        var isHub = new PathString(request.Path).StartsWithSegments("/hubs");
        if (isHub && !string.IsNullOrEmpty(token) && request.Headers.Authorization.Count == 0) request.Headers.Authorization = $"Bearer {token}";
        request.QueryString = QueryString.Create(kept).ToString();
        request.RawTarget = request.Path + request.QueryString;
    }
}
