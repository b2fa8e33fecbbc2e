using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>Duels: what there is to play, where one is, what was played, and who is ahead.</summary>
public static class DuelEndpoints
{
    public static IEndpointRouteBuilder MapDuels(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization().WithTags("Duels");
        api.MapGet("/duels/categories", Categories);
        api.MapGet("/duels/me", Standing);
        api.MapGet("/duels/ladder", Ladder);
        api.MapGet("/players/me/matches", Matches);
        api.MapGet("/matches/{matchId}", Match);
        return routes;
    }

    private static async Task<Ok<CategoryList>> Categories(ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new CategoryList(await grains.GetGrain<IQuestionPoolGrain>(Caller.Of(user).Key("pool")).Categories(cancellationToken)));

    private static async Task<Ok<DuelStanding>> Standing(ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Player(user, grains).Standing(cancellationToken));

    private static async Task<Results<Ok<LadderView>, ProblemHttpResult>> Ladder(
        ClaimsPrincipal user, IGrainFactory grains, string? category, int? limit, CancellationToken cancellationToken)
    {
        var wanted = category ?? QueueKey.General;
        if (!QueueKey.IsPart(wanted)) return Problems.Of(400, "invalid_argument", "category must name one.");
        var caller = Caller.Of(user);
        return TypedResults.Ok(await grains.GetGrain<ILadderGrain>(caller.Key("ladder")).Ladder(wanted, caller.Id, limit ?? 50, cancellationToken));
    }

    private static async Task<Ok<MatchPage>> Matches(
        ClaimsPrincipal user, IGrainFactory grains, string? after, int? limit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Player(user, grains).Matches(after, limit ?? 20, cancellationToken));

    private static async Task<Results<Ok<MatchView>, ProblemHttpResult>> Match(
        string matchId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var match = await grains.GetGrain<ILadderGrain>(Caller.Of(user).Key("ladder")).Match(matchId.ToUpperInvariant(), cancellationToken);
        return match.Value is { } value ? TypedResults.Ok(value) : Problems.Of(match.Refusal!);
    }

    private static IPlayerGrain Player(ClaimsPrincipal user, IGrainFactory grains)
    {
        var caller = Caller.Of(user);
        return grains.GetGrain<IPlayerGrain>(caller.Key(caller.Id));
    }
}

public sealed record CategoryList(ImmutableArray<CategoryView> Items);
