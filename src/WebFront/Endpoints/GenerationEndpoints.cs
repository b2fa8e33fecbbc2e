using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>Questions by a language model for who has no socket: ask, look how far it is, stop. Live, it is <see cref="QuestionsHub"/>.</summary>
public static class GenerationEndpoints
{
    public static RouteGroupBuilder MapGeneration(this RouteGroupBuilder questions)
    {
        questions.MapPost("/generate", Start).RequireAuthorization(Policies.Host);
        questions.MapGet("/generate/{requestId}", Read);
        questions.MapDelete("/generate/{requestId}", Cancel).RequireAuthorization(Policies.Host);
        return questions;
    }

    private static async Task<Results<Accepted<GenerationView>, ProblemHttpResult>> Start(
        GenerateRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, AiBudget budget, CancellationToken cancellationToken)
    {
        if (Generation(request.RequestId, user, grains) is not { } generation) return Problems.Of(400, "invalid_argument", "requestId is 1 to 64 of A-Z a-z 0-9 _ -.");
        var command = new StartGeneration(request.RequestId, BankCallers.Of(user), request.ToTopic(), null, request.AllowBank);
        var started = await budget.Start(Caller.Of(user), generation, command, cancellationToken);
        return started.Value is { } view ? TypedResults.Accepted($"/api/questions/generate/{request.RequestId}", view) : RetryAfter.Answer(context, started.Refusal!);
    }

    private static async Task<Results<Ok<GenerationView>, ProblemHttpResult>> Read(string requestId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (Generation(requestId, user, grains) is not { } generation) return Missing();
        var read = await generation.Read(cancellationToken);
        return read.Value is { } view ? TypedResults.Ok(view) : Problems.Of(read.Refusal!);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Cancel(string requestId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (Generation(requestId, user, grains) is not { } generation) return Missing();
        var receipt = await generation.Cancel(cancellationToken);
        return receipt.Accepted ? TypedResults.NoContent() : Problems.Of(new Refusal(receipt.Code, receipt.Message));
    }

    private static IGenerationGrain? Generation(string? requestId, ClaimsPrincipal user, IGrainFactory grains) =>
        TenantKey.IsPart(requestId) && Caller.Of(user) is var caller ? grains.GetGrain<IGenerationGrain>(GenerationKeys.Of(caller.Tenant, caller.Id, requestId)) : null;

    private static ProblemHttpResult Missing() => Problems.Of(404, "not_found", "There is no such request, or it was forgotten.");
}
