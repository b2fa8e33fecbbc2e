using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hosting;

namespace QuizOrleans.WebFront.Input;

/// <summary>REST speaks UTF-8. A body in another character set is refused before anybody tries to decode it; the framework fails on some.</summary>
public sealed class BodyGuard(RequestDelegate next)
{
    public Task Invoke(HttpContext context) =>
        OriginGuard.IsForPrograms(context.Request.Path) && context.Request.ContentType is { } type && type.Contains("charset", StringComparison.OrdinalIgnoreCase)
            && context.Request.GetTypedHeaders().ContentType?.Charset is { Length: > 0 } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
            ? Problems.Of(StatusCodes.Status415UnsupportedMediaType, "malformed", "The body must be in UTF-8.").ExecuteAsync(context)
            : next(context);
}
