using Microsoft.AspNetCore.Diagnostics;

namespace QuizOrleans.WebFront.Errors;

/// <summary>The framework answers what it cannot bind with a status and no word; this adds the problem and its code.</summary>
public static class BareStatus
{
    public static Task Explain(StatusCodeContext context)
    {
        var (code, detail) = context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => ("malformed", "The request could not be read."),
            StatusCodes.Status404NotFound => ("not_found", "There is no such address."),
            StatusCodes.Status405MethodNotAllowed => ("method_not_allowed", "This address does not take this method."),
            StatusCodes.Status413PayloadTooLarge => ("payload_too_large", "The body is too large."),
            StatusCodes.Status415UnsupportedMediaType => ("malformed", "The body must be application/json."),
            _ => ("invalid_argument", "The request was refused."),
        };
        return Problems.Of(context.HttpContext.Response.StatusCode, code, detail).ExecuteAsync(context.HttpContext);
    }
}
