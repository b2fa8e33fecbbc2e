using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Errors;

/// <summary>What nobody expected: logged once with an id, shown to the client as that id and nothing else.</summary>
public sealed partial class UnexpectedErrors(AuditQueue audit, ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ForeignTenantException && httpContext.User.Identity?.IsAuthenticated is true)
        {
            var caller = Caller.Of(httpContext.User);
            audit.Refuse(caller.Tenant, AuditActions.TenantRefused, caller.Id, $"{httpContext.Request.Method} {httpContext.Request.Path}", "forbidden", CallerAddress.Of(httpContext));
        }

        var problem = exception switch
        {
            BadHttpRequestException e => BareStatus.Of(e.StatusCode),
            _ => Unexpected(exception),
        };
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The code and sentence a client is shown, and the id under which the log has the rest.</summary>
    public (string Code, string Message, string? Id) Describe(Exception exception)
    {
        if (IsDatabaseAway(exception)) return ("storage_unavailable", "The database does not answer; try again in a moment.", null);
        if (exception is ForeignTenantException) return ("forbidden", "That is not yours to use.", null);
        if (exception is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
            // Too busy, or its silo is on its way out: whether the command was done is not known, and asking again is safe.
            LogUnanswered(logger, exception);
            return ("server_unavailable", "The server did not answer in time; try again in a moment.", null);
        }

        var id = Guid.NewGuid().ToString("N")[..12];
        LogUnexpected(logger, exception, id);
        return ("internal_error", $"Something went wrong on our side ({id}).", id);
    }

    /// <summary>What a grain's state could not be read for, or written, comes wrapped by the engine.</summary>
    private static bool IsDatabaseAway(Exception exception) =>
        exception is StorageUnavailableException || (exception is OrleansException && exception.InnerException is { } inner && (inner is DbException || IsDatabaseAway(inner)));

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unexpected(Exception exception)
    {
        var (code, message, id) = Describe(exception);
        return id is null ? Problems.Of(new Refusal(code, message)) : Problems.Of(500, code, message, ("errorId", id));
    }

    [LoggerMessage(2001, LogLevel.Error, "Unexpected error {ErrorId}.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string errorId);

    [LoggerMessage(2002, LogLevel.Warning, "A grain did not answer.")]
    private static partial void LogUnanswered(ILogger logger, Exception exception);
}
