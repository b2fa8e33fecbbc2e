using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using QuizOrleans.Grains;

namespace QuizOrleans.WebFront.Errors;

/// <summary>Refusals as application/problem+json with a stable code.</summary>
public static class Problems
{
    public static ProblemHttpResult Of(int status, string code, string detail, params (string Name, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Title = code, Detail = detail };
        problem.Extensions["code"] = code;
        foreach (var (name, value) in more) problem.Extensions[name] = value;
        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult Of(Refusal refusal) => Of(StatusOf(refusal.Code), refusal.Code, refusal.Message);

    private static int StatusOf(string code) => code switch
    {
        "not_found" or "room_not_found" or "player_not_found" or "key_not_found" => StatusCodes.Status404NotFound,
        "forbidden" or "not_host" or "not_a_member" or "wrong_key" => StatusCodes.Status403Forbidden,
        "wrong_credentials" or "session_ended" => StatusCodes.Status401Unauthorized,
        "accounts_closed" => StatusCodes.Status403Forbidden,
        "code_sent" or "rate_limited" => StatusCodes.Status429TooManyRequests,
        "email_taken" or "version_conflict" or "duplicate" or "too_few_questions" or "request_taken" or "not_allowed_now" => StatusCodes.Status409Conflict,
        "mail_unavailable" or "storage_unavailable" or "server_unavailable" => StatusCodes.Status503ServiceUnavailable,
        "payload_too_large" or "file_too_large" => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status400BadRequest,
    };
}
