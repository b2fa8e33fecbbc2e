using System.Runtime.InteropServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>Authored quizzes: list, read, write, import.</summary>
public static class QuizEndpoints
{
    public const int MaxImportBytes = 2 * 1024 * 1024;

    public static IEndpointRouteBuilder MapQuizzes(this IEndpointRouteBuilder routes)
    {
        var quizzes = routes.MapGroup("/api/quizzes").RequireAuthorization().WithTags("Quizzes").WithMetadata(new BodyLimit(MaxImportBytes));
        quizzes.MapGet("/", List);
        quizzes.MapGet("/{quizId}", Read);
        quizzes.MapPost("/", Create).RequireAuthorization(Policies.Host);
        quizzes.MapPut("/{quizId}", Update).RequireAuthorization(Policies.Host);
        quizzes.MapDelete("/{quizId}", Delete).RequireAuthorization(Policies.Host);
        quizzes.MapPost("/import", Import).RequireAuthorization(Policies.Host);
        return routes;
    }

    private static async Task<Ok<QuizPage>> List(
        ClaimsPrincipal user, IGrainFactory grains, string? after, int? limit, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var catalog = grains.GetGrain<IQuizCatalogGrain>(caller.Key("catalog"));
        return TypedResults.Ok(await catalog.List(caller.Id, after, Math.Clamp(limit ?? 50, 1, 100), cancellationToken));
    }

    private static async Task<Results<Ok<QuizDocument>, ProblemHttpResult>> Read(
        string quizId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(quizId)) return NoSuchQuiz();
        var caller = Caller.Of(user);
        var document = await Quiz(grains, caller, quizId).Read(caller.Id, cancellationToken);
        return document.Value is { } value ? TypedResults.Ok(value) : Problems.Of(document.Refusal!);
    }

    private static async Task<Results<Created<QuizSaved>, ProblemHttpResult>> Create(
        QuizDraft quiz, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var saved = await Quiz(grains, caller, NewId()).Save(caller.Id, 0, quiz, cancellationToken);
        return saved.Value switch
        {
            { QuizId: { } id } value => TypedResults.Created($"/api/quizzes/{id}", value),
            { } value => Faulty(value),
            null => Problems.Of(saved.Refusal!),
        };
    }

    private static async Task<Results<Ok<QuizSaved>, ProblemHttpResult>> Update(
        string quizId, int version, QuizDraft quiz, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(quizId)) return NoSuchQuiz();
        var caller = Caller.Of(user);
        // No quiz ever had a version below 1, and 0 would make one.
        var saved = await Quiz(grains, caller, quizId).Save(caller.Id, version < 1 ? -1 : version, quiz, cancellationToken);
        return saved.Value switch
        {
            { QuizId: not null } value => TypedResults.Ok(value),
            { } value => Faulty(value),
            null => Problems.Of(saved.Refusal!),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string quizId, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, AuditQueue audit, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(quizId)) return NoSuchQuiz();
        var caller = Caller.Of(user);
        var deleted = await Quiz(grains, caller, quizId).Delete(caller.Id, cancellationToken);
        if (deleted.Refusal is { } refusal) return Problems.Of(refusal);
        await audit.Write(caller.Tenant, AuditActions.QuizDeleted, caller.Id, quizId, CallerAddress.Of(context));
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<QuizSaved>, ProblemHttpResult>> Import(
        HttpRequest request, string format, string? title, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellationToken);
        var caller = Caller.Of(user);
        var saved = await Quiz(grains, caller, NewId()).Import(caller.Id, format, title, ImmutableCollectionsMarshal.AsImmutableArray(content.ToArray()), cancellationToken);
        return saved.Value is { } value ? TypedResults.Ok(value) : Problems.Of(saved.Refusal!);
    }

    private static IQuizGrain Quiz(IGrainFactory grains, Caller caller, string quizId) => grains.GetGrain<IQuizGrain>(caller.Key(quizId));

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static ProblemHttpResult NoSuchQuiz() => Problems.Of(404, "not_found", "There is no such quiz.");

    private static ProblemHttpResult Faulty(QuizSaved saved) =>
        Problems.Of(400, "invalid_quiz", "Nothing was stored: see the rows in 'rejected'.", ("rejected", saved.Rejected));

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
