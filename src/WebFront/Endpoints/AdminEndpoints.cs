using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Identity;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>What administrators of a tenant may do in it.</summary>
public static class AdminEndpoints
{
    public static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/api/admin").RequireAuthorization(Roles.Admin).NeverCached().AddEndpointFilter(IsAdminStill).WithTags("Admin");
        admin.MapGet("/audit", Audit);
        admin.MapGet("/accounts", Accounts);
        admin.MapPut("/accounts/{accountId}/roles", SetRoles);
        admin.MapGet("/keys", Keys);
        admin.MapPost("/keys/{provider}/{entry}/clear", ClearKey);
        return routes;
    }

    private static async Task<Ok<AuditPage>> Audit(
        ClaimsPrincipal user,
        IGrainFactory grains,
        string? actor,
        string? action,
        string? target,
        string? outcome,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string? after,
        int? limit,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await grains.GetGrain<IAuditGrain>(Caller.Of(user).Key("audit")).Read(
            new AuditQuery(actor, action, target, outcome, from, to, after, limit ?? 50), cancellationToken));

    private static async Task<Ok<AccountPage>> Accounts(
        ClaimsPrincipal user, IGrainFactory grains, string? email, string? after, int? limit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await AuthEndpoints.SignIns(grains, Caller.Of(user).Tenant).Accounts(email, after, limit ?? 50, cancellationToken));

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> SetRoles(
        string accountId, RolesRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(accountId)) return Problems.Of(StatusCodes.Status404NotFound, "not_found", "There is no such account.");
        if (request.Roles is not { IsDefault: false } roles || roles.Contains(null!)) return Problems.Of(StatusCodes.Status400BadRequest, "invalid_argument", "roles must be a list of roles.");
        var caller = Caller.Of(user);
        var changed = await grains.GetGrain<IAccountGrain>(caller.Key(accountId)).SetRoles(caller.Id, roles, CallerAddress.Of(context), cancellationToken);
        return changed.Value is { } value ? TypedResults.Ok(value) : Problems.Of(changed.Refusal!);
    }

    private static async Task<Results<Ok<KeyPoolList>, ProblemHttpResult>> Keys(ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var pools = await grains.GetGrain<IKeyPoolsGrain>(Caller.Of(user).Key("keys")).View(cancellationToken);
        return pools.Value is { } value ? TypedResults.Ok(value) : Problems.Of(pools.Refusal!);
    }

    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> ClearKey(
        string provider, string entry, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(provider) || !TenantKey.IsPart(entry)) return Problems.Of(StatusCodes.Status404NotFound, "key_not_found", "There is no such key.");
        var caller = Caller.Of(user);
        var cleared = await grains.GetGrain<IKeyPoolsGrain>(caller.Key("keys")).Clear(provider, entry, caller.Id, CallerAddress.Of(context), cancellationToken);
        return cleared.Value is { } value ? TypedResults.Ok(value) : Problems.Of(cleared.Refusal!);
    }

    /// <summary>A token says what was so when it was issued. Here a quarter of an hour would be too long: an account of ours is asked again.</summary>
    private static async ValueTask<object?> IsAdminStill(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = Caller.Of(http.User);
        var account = await http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(caller.Key(caller.Id)).View(http.RequestAborted);
        // Who has no account here was made administrator by the platform that signed his token.
        if (account.Value is null || account.Value.Roles.Contains(Roles.Admin)) return await next(context);
        http.RequestServices.GetRequiredService<AuditQueue>().Refuse(
            caller.Tenant, AuditActions.RoleRefused, caller.Id, $"{http.Request.Method} {http.Request.Path}", "forbidden", CallerAddress.Of(http));
        return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this.");
    }
}

public sealed record RolesRequest(ImmutableArray<string>? Roles);
