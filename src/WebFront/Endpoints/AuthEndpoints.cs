using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Players;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>Signing in.</summary>
public static class AuthEndpoints
{
    public static IEndpointRouteBuilder MapAuth(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/auth/guest", Guest).AllowAnonymous().RequireRateLimiting(RateLimits.Guests).WithTags("Auth");
        return routes;
    }

    private static async Task<Results<Ok<GuestToken>, ProblemHttpResult>> Guest(
        GuestRequest request, IGrainFactory grains, JwtTokens tokens, CancellationToken cancellationToken)
    {
        // 128 random bits: the id names the player for good and is not to be guessed, as tokens of an embedding platform may name him by it.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var player = grains.GetGrain<IPlayerGrain>(new TenantKey(TenantKey.DefaultTenant, id).ToString());
        var profile = await player.SetProfile(request.Nickname ?? "", cancellationToken);
        if (profile.Value is not { Nickname: var name }) return Problems.Of(profile.Refusal!);
        var (token, lifetime) = tokens.Issue(id, name, TenantKey.DefaultTenant, "player", "host");
        return TypedResults.Ok(new GuestToken(token, id, name, (long)lifetime.TotalSeconds));
    }
}

public sealed record GuestRequest(string? Nickname);

public sealed record GuestToken(string Token, string PlayerId, string Nickname, long ExpiresInSeconds);
