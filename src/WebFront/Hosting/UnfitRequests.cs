using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Template;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>
/// Says of an address of <c>/api</c> that it does not take the method (405) or the body's type (415), where routing alone would not: a GET falls through
/// to an address with an id in its place, or to the one for whatever is not there; and routing's own refusals belong to no address, so that whoever is
/// not signed in would be told to sign in, at an address that is open to everybody.
/// </summary>
public sealed class UnfitRequests(RequestDelegate next, EndpointDataSource endpoints)
{
    private static readonly EndpointMetadataCollection Open = new(new AllowAnonymousAttribute());

    private readonly Lazy<Address[]> _addresses = new(() => [.. Addresses(endpoints)]);

    public Task Invoke(HttpContext context)
    {
        // What was found by its whole name is what was meant.
        if (context.GetEndpoint() is { } found && context.Request.Path.StartsWithSegments("/api") && (found is not RouteEndpoint || context.Request.RouteValues.Count > 0)
            && !HttpMethods.IsOptions(context.Request.Method) && Array.Find(_addresses.Value, a => a.Is(context.Request.Path)) is { } meant)
            context.SetEndpoint(meant.Answer(context.Request.Method, found));
        return next(context);
    }

    /// <summary>The most specific come first, as routing would have it.</summary>
    private static IEnumerable<Address> Addresses(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) is true && !endpoint.RoutePattern.Parameters.Any(p => p.IsCatchAll)
        group endpoint by endpoint.RoutePattern.RawText into address
        orderby address.First().RoutePattern.InboundPrecedence
        select new Address([.. address]);

    private sealed class Address(RouteEndpoint[] endpoints)
    {
        private readonly TemplateMatcher _matcher = new(new RouteTemplate(endpoints[0].RoutePattern), []);
        private readonly Dictionary<string, RouteEndpoint> _byMethod = new(
            from endpoint in endpoints
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            select KeyValuePair.Create(method, endpoint), StringComparer.OrdinalIgnoreCase);

        public bool Is(PathString path) => _matcher.TryMatch(path, []);

        public Endpoint Answer(string method, Endpoint found)
        {
            if (!_byMethod.TryGetValue(method, out var fit)) return new Endpoint(NotAllowed, endpoints.Any(IsOpen) ? Open : null, $"405 {endpoints[0].RoutePattern.RawText}");
            return found is not RouteEndpoint && IsOpen(fit) ? new Endpoint(found.RequestDelegate, Open, found.DisplayName) : found;
        }

        private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

        private Task NotAllowed(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = string.Join(", ", _byMethod.Keys);
            return Task.CompletedTask;
        }
    }
}
