using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains.Players;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>The caller's own profile and history.</summary>
public static class MeEndpoints
{
    public static IEndpointRouteBuilder MapMe(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/api/me").RequireAuthorization().WithTags("Me");
        me.MapGet("/", Profile);
        me.MapGet("/games", Games);
        return routes;
    }

    private static async Task<Results<Ok<PlayerProfile>, ProblemHttpResult>> Profile(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var profile = await Player(user, grains).Profile(cancellationToken);
        return profile.Value is { } value ? TypedResults.Ok(value) : Problems.Of(profile.Refusal!);
    }

    private static async Task<Ok<GamePage>> Games(
        ClaimsPrincipal user, IGrainFactory grains, string? after, int? limit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Player(user, grains).History(after, limit ?? 20, cancellationToken));

    private static IPlayerGrain Player(ClaimsPrincipal user, IGrainFactory grains)
    {
        var caller = Caller.Of(user);
        return grains.GetGrain<IPlayerGrain>(caller.Key(caller.Id));
    }
}
