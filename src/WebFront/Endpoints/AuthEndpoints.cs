using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Identity;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>The ways in, on and out.</summary>
public static class AuthEndpoints
{
    public static IEndpointRouteBuilder MapAuth(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/auth").NeverCached().WithTags("Auth");
        auth.MapPost("/guest", Guest).AllowAnonymous().RequireRateLimiting(RateLimits.Guests);
        auth.MapPost("/accounts", Create).AllowAnonymous().RequireRateLimiting(RateLimits.Accounts);
        auth.MapPost("/sign-in", SignIn).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        auth.MapPost("/renew", Renew).AllowAnonymous();
        auth.MapPost("/sign-out", SignOut).AllowAnonymous();
        auth.MapPost("/sign-out-everywhere", SignOutEverywhere).RequireAuthorization();
        auth.MapPost("/reset", SendReset).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        auth.MapPost("/reset/confirm", Reset).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        return routes;
    }

    private static async Task<Results<Ok<SignedInAnswer>, ProblemHttpResult>> Guest(
        GuestRequest request, IGrainFactory grains, SignedInAnswers answers, CancellationToken cancellationToken) =>
        answers.Of(TenantKey.DefaultTenant, await SignIns(grains, TenantKey.DefaultTenant).Guest(request.Nickname ?? "", cancellationToken));

    private static async Task<Results<Created<SignedInAnswer>, ProblemHttpResult>> Create(
        AccountRequest request, HttpContext context, IGrainFactory grains, SignedInAnswers answers, CancellationToken cancellationToken)
    {
        if (TenantOf(request.Tenant) is not { } tenant) return InvalidTenant();
        var command = new CreateAccount(request.Email, request.Password, request.Nickname, request.RefreshToken, CallerAddress.Of(context));
        var created = await SignIns(grains, tenant).Create(command, cancellationToken);
        return created.Value is { } value ? TypedResults.Created("/api/account", answers.Answer(tenant, value)) : Problems.Of(created.Refusal!);
    }

    private static async Task<Results<Ok<SignedInAnswer>, ProblemHttpResult>> SignIn(
        SignInRequest request, HttpContext context, IGrainFactory grains, SignInGate gate, SignedInAnswers answers, CancellationToken cancellationToken)
    {
        if (TenantOf(request.Tenant) is not { } tenant) return InvalidTenant();
        // Before the password is looked at, and whether there is such an account or not.
        if (await gate.Try(tenant, request.Email ?? "") is { } wait) return Refused(context, tenant, AuditActions.SignIn, wait);
        var signedIn = await SignIns(grains, tenant).SignIn(request.Email ?? "", request.Password ?? "", CallerAddress.Of(context), cancellationToken);
        if (signedIn.Value is not null) await gate.Succeeded(tenant, request.Email ?? "");
        return answers.Of(tenant, signedIn);
    }

    private static async Task<Results<Ok<SignedInAnswer>, ProblemHttpResult>> Renew(
        RenewRequest request, HttpContext context, IGrainFactory grains, SignedInAnswers answers, CancellationToken cancellationToken)
    {
        if (TenantOfToken(request.RefreshToken) is not { } tenant) return Problems.Of(StatusCodes.Status401Unauthorized, "session_ended", "This sign-in has ended. Sign in again.");
        var (token, address) = (request.RefreshToken!, CallerAddress.Of(context));
        return answers.Of(tenant, request.Nickname is { } nickname
            ? await SignIns(grains, tenant).RenewAs(token, nickname, address, cancellationToken)
            : await SignIns(grains, tenant).Renew(token, address, cancellationToken));
    }

    private static async Task<NoContent> SignOut(
        RefreshRequest request, HttpContext context, IGrainFactory grains, Sessions sessions, CancellationToken cancellationToken)
    {
        if (TenantOfToken(request.RefreshToken) is { } tenant
            && await SignIns(grains, tenant).SignOut(request.RefreshToken!, CallerAddress.Of(context), cancellationToken) is { } playerId)
            sessions.SignedOut(tenant, playerId);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOutEverywhere(
        ClaimsPrincipal user, HttpContext context, IGrainFactory grains, Sessions sessions, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await SignIns(grains, caller.Tenant).SignOutEverywhere(caller.Id, CallerAddress.Of(context), cancellationToken);
        sessions.SignedOut(caller.Tenant, caller.Id);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> SendReset(
        ResetRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TenantOf(request.Tenant) is not { } tenant) return InvalidTenant();
        var sent = await SignIns(grains, tenant).SendReset(request.Email ?? "", request.Language ?? "en", CallerAddress.Of(context), cancellationToken);
        return sent.Accepted ? TypedResults.Accepted((string?)null) : Problems.Of(new Refusal(sent.Code, sent.Message));
    }

    private static async Task<Results<Ok<SignedInAnswer>, ProblemHttpResult>> Reset(
        ConfirmResetRequest request, HttpContext context, IGrainFactory grains, SignInGate gate, SignedInAnswers answers, CancellationToken cancellationToken)
    {
        if (TenantOf(request.Tenant) is not { } tenant) return InvalidTenant();
        if (await gate.Try(tenant, request.Email ?? "") is { } wait) return Refused(context, tenant, AuditActions.PasswordReset, wait);
        return answers.OfNewPassword(tenant, await SignIns(grains, tenant).Reset(
            request.Email ?? "", request.Code ?? "", request.Password ?? "", CallerAddress.Of(context), cancellationToken));
    }

    /// <summary>The ways into a tenant. Who comes has named it himself, or by his token.</summary>
    internal static ISignInGrain SignIns(IGrainFactory grains, string tenant)
    {
        Tenancy.Act(tenant);
        return grains.GetGrain<ISignInGrain>(new TenantKey(tenant, "sign-in").ToString());
    }

    private static string? TenantOf(string? named) => named is null ? TenantKey.DefaultTenant : TenantKey.IsPart(named) && named != Tenancy.System ? named : null;

    /// <summary>A refresh token begins with its tenant.</summary>
    private static string? TenantOfToken(string? token) =>
        token?.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? TenantOf(token[..dot]) : null;

    /// <summary>Too many tries at an account. Which one, the entries of the tries before it say.</summary>
    private static ProblemHttpResult Refused(HttpContext context, string tenant, string action, TimeSpan wait)
    {
        context.RequestServices.GetRequiredService<AuditQueue>().Refuse(tenant, action, null, null, RetryAfter.Code, CallerAddress.Of(context));
        return RetryAfter.Answer(context, wait);
    }

    private static ProblemHttpResult InvalidTenant() => Problems.Of(StatusCodes.Status400BadRequest, "invalid_argument", "tenant must name one.");
}

/// <summary>Makes the answer to whoever is let in: an access token beside the refresh token.</summary>
public sealed class SignedInAnswers(JwtTokens tokens, Sessions sessions, TimeProvider time)
{
    public Results<Ok<SignedInAnswer>, ProblemHttpResult> Of(string tenant, Outcome<SignedIn> outcome) =>
        outcome.Value is { } value ? TypedResults.Ok(Answer(tenant, value)) : Problems.Of(outcome.Refusal!);

    /// <summary>With a new password all other sign-ins have ended.</summary>
    public Results<Ok<SignedInAnswer>, ProblemHttpResult> OfNewPassword(string tenant, Outcome<SignedIn> outcome)
    {
        if (outcome.Value is { PlayerId: var playerId }) sessions.SignedOut(tenant, playerId);
        return Of(tenant, outcome);
    }

    public SignedInAnswer Answer(string tenant, SignedIn who)
    {
        var (token, lifetime) = tokens.Issue(who.PlayerId, who.Nickname, tenant, who.Session, who.Roles);
        sessions.Opened(tenant, who.PlayerId, who.Session);
        return new SignedInAnswer(
            token, who.PlayerId, who.Nickname, (long)lifetime.TotalSeconds, who.RefreshToken, (long)Math.Round((who.RefreshEndsAt - time.GetUtcNow()).TotalSeconds), who.Roles, who.Email);
    }
}

public sealed record GuestRequest(string? Nickname);

public sealed record AccountRequest(string? Email, string? Password, string? Nickname, string? RefreshToken, string? Tenant);

public sealed record SignInRequest(string? Email, string? Password, string? Tenant);

public sealed record RefreshRequest(string? RefreshToken);

/// <param name="Nickname">A guest's new name; null: as it is.</param>
public sealed record RenewRequest(string? RefreshToken, string? Nickname);

public sealed record ResetRequest(string? Email, string? Language, string? Tenant);

public sealed record ConfirmResetRequest(string? Email, string? Code, string? Password, string? Tenant);

public sealed record SignedInAnswer(
    string Token,
    string PlayerId,
    string Nickname,
    long ExpiresInSeconds,
    string RefreshToken,
    long RefreshExpiresInSeconds,
    ImmutableArray<string> Roles,
    string? Email);
