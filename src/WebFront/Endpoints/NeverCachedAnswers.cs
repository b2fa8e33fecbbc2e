namespace QuizOrleans.WebFront.Endpoints;

internal static class NeverCachedAnswers
{
    /// <summary>Answers with tokens or personal data are kept by no cache (RFC 6749, 5.1).</summary>
    public static RouteGroupBuilder NeverCached(this RouteGroupBuilder group) => group.AddEndpointFilter((context, next) =>
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    });
}
