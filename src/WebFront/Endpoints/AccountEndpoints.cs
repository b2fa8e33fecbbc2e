using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>The caller's own account. Who has none (a guest, a platform's user) gets not_found.</summary>
public static class AccountEndpoints
{
    public static IEndpointRouteBuilder MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/api/account").RequireAuthorization().NeverCached().WithTags("Account");
        account.MapGet("/", View);
        account.MapPost("/password", ChangePassword).RequireRateLimiting(RateLimits.Passwords);
        account.MapPost("/email/code", SendProof);
        account.MapPost("/email/confirm", ProveEmail).RequireRateLimiting(RateLimits.Passwords);
        account.MapGet("/export", Export).RequireRateLimiting(RateLimits.Exports);
        account.MapPost("/delete", Delete).RequireRateLimiting(RateLimits.Passwords);
        return routes;
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> View(ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Account(user, grains).View(cancellationToken));

    private static async Task<Results<Ok<SignedInAnswer>, ProblemHttpResult>> ChangePassword(
        PasswordRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, SignedInAnswers answers, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        return answers.OfNewPassword(caller.Tenant, await AuthEndpoints.SignIns(grains, caller.Tenant).ChangePassword(
            caller.Id, request.Current ?? "", request.Password ?? "", CallerAddress.Of(context), cancellationToken));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> SendProof(
        LanguageRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var sent = await Account(user, grains).SendProof(request.Language ?? "en", CallerAddress.Of(context), cancellationToken);
        return sent.Refusal is { } refusal ? RetryAfter.Answer(context, refusal) : TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> ProveEmail(
        CodeRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Account(user, grains).ProveEmail(request.Code ?? "", CallerAddress.Of(context), cancellationToken));

    private static async Task<Results<JsonHttpResult<AccountExport>, ProblemHttpResult>> Export(
        ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var export = await Account(user, grains).Export(CallerAddress.Of(context), cancellationToken);
        if (export.Value is not { } value) return Problems.Of(export.Refusal!);
        context.Response.Headers.ContentDisposition = "attachment; filename=quizorleans-account.json";
        return TypedResults.Json(value);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        DeleteRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, Sessions sessions, CancellationToken cancellationToken)
    {
        var deleted = await Account(user, grains).Delete(request.Password ?? "", CallerAddress.Of(context), cancellationToken);
        var caller = Caller.Of(user);
        if (deleted.Accepted) sessions.SignedOut(caller.Tenant, caller.Id);
        return deleted.Accepted ? TypedResults.NoContent() : Problems.Of(new Refusal(deleted.Code, deleted.Message));
    }

    private static Results<Ok<AccountView>, ProblemHttpResult> Answer(Outcome<AccountView> account) =>
        account.Value is { } value ? TypedResults.Ok(value) : Problems.Of(account.Refusal!);

    private static IAccountGrain Account(ClaimsPrincipal user, IGrainFactory grains)
    {
        var caller = Caller.Of(user);
        return grains.GetGrain<IAccountGrain>(caller.Key(caller.Id));
    }
}

public sealed record PasswordRequest(string? Current, string? Password);

public sealed record LanguageRequest(string? Language);

public sealed record CodeRequest(string? Code);

public sealed record DeleteRequest(string? Password);
