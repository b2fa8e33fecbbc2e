using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace QuizOrleans.WebFront.Errors;

/// <summary>The framework answers what it cannot bind with a status and no word; this adds the problem and its code.</summary>
public static class BareStatus
{
    public static Task Explain(StatusCodeContext context) => Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);

    /// <summary>The same whether the framework answers (in production) or throws (in development).</summary>
    public static ProblemHttpResult Of(int status)
    {
        var (code, detail) = status switch
        {
            StatusCodes.Status400BadRequest => ("malformed", "The request could not be read."),
            StatusCodes.Status404NotFound => ("not_found", "There is no such address."),
            StatusCodes.Status405MethodNotAllowed => ("method_not_allowed", "This address does not take this method."),
            StatusCodes.Status413PayloadTooLarge => ("payload_too_large", "The body is too large."),
            StatusCodes.Status415UnsupportedMediaType => ("malformed", "The body must be application/json."),
            _ => ("invalid_argument", "The request was refused."),
        };
        return Problems.Of(status, code, detail);
    }
}
