using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>The question bank: list, read, write, bulk, statistics, draw. Files are in <see cref="QuestionFileEndpoints"/>.</summary>
public static class QuestionEndpoints
{
    public const int MaxBodyBytes = 2 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IEndpointRouteBuilder MapQuestions(this IEndpointRouteBuilder routes)
    {
        var questions = routes.MapGroup("/api/questions").RequireAuthorization(Policies.Host).WithTags("Questions").WithMetadata(new BodyLimit(MaxBodyBytes));
        questions.MapGet("/", List);
        questions.MapGet("/facets", Facets);
        questions.MapGet("/{questionId}", Read);
        questions.MapGet("/{questionId}/versions", History);
        questions.MapGet("/{questionId}/statistics", Statistics);
        questions.MapPost("/", Create).RequireAuthorization(Policies.Host);
        questions.MapPost("/bulk", Bulk).RequireAuthorization(Policies.Host);
        questions.MapPost("/draw", Draw).RequireAuthorization(Policies.Host);
        questions.MapPut("/", Update).RequireAuthorization(Policies.Host);
        questions.MapDelete("/", Delete).RequireAuthorization(Policies.Host);
        questions.MapQuestionFiles();
        questions.MapGeneration();
        return routes;
    }

    private static async Task<Results<Ok<BankPage>, ProblemHttpResult>> List(
        [AsParameters] QuestionQuery query, string? after, int? limit, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Bank(user, grains).List(BankCallers.Of(user), query.ToFilter(), after, limit ?? 50, cancellationToken));

    private static async Task<Results<Ok<BankFacets>, ProblemHttpResult>> Facets(ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Bank(user, grains).Facets(BankCallers.Of(user), cancellationToken));

    private static async Task<Results<Ok<BankEntry>, ProblemHttpResult>> Read(string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Bank(user, grains).Read(BankCallers.Of(user), questionId, cancellationToken));

    private static async Task<Results<Ok<BankHistory>, ProblemHttpResult>> History(string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Bank(user, grains).History(BankCallers.Of(user), questionId, cancellationToken));

    private static async Task<Results<Ok<QuestionStatistics>, ProblemHttpResult>> Statistics(
        string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Bank(user, grains).Statistics(BankCallers.Of(user), questionId, cancellationToken));

    private static async Task<Results<Created<BankRow>, ProblemHttpResult>> Create(
        BankDraft question, string? space, bool? allowDuplicate, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var added = await Bank(user, grains).Add(new AddQuestions(BankCallers.Of(user), space, [question], allowDuplicate ?? false), cancellationToken);
        if (added.Value is not { } value) return Problems.Of(added.Refusal!);
        return value.Rows[0] switch
        {
            { QuestionId: { } id } row => TypedResults.Created($"/api/questions/{id}", row),
            { Faults: [{ Code: "duplicate" } duplicate, ..] } row => Problems.Of(409, "duplicate", duplicate.Message, ("similar", row.Similar)),
            var row => Faulty(row.Faults),
        };
    }

    /// <summary>Members that the body leaves out stay as they are.</summary>
    private static async Task<Results<Ok<BankSaved>, ProblemHttpResult>> Update(
        string id, int? version, JsonObject changes, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (bank, caller) = (Bank(user, grains), BankCallers.Of(user));
        var read = await bank.Read(caller, id, cancellationToken);
        if (read.Value is not { } entry) return Problems.Of(read.Refusal!);
        if (!TryApply(changes, entry.Question, out var question, out var verified)) return Problems.Of(400, "malformed", "A member of the question is of another kind than it should be.");
        var saved = await bank.Save(new SaveQuestion(caller, id, version ?? entry.Version, question, verified), cancellationToken);
        return saved.Value is { Entry: null, Faults: var faults } ? Faulty(faults) : Answer(saved);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, AuditQueue audit, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(id)) return Problems.Of(404, "not_found", "There is no such question.");
        var deleted = await Bank(user, grains).Change(new ChangeQuestions(BankCallers.Of(user), [id], null, null, [], Delete: true), cancellationToken);
        if (deleted.Value is { Changed: [_, ..] gone }) await TellDeleted(context, audit, gone);
        return deleted.Value switch
        {
            null => Problems.Of(deleted.Refusal!),
            { Refused: [{ Code: "forbidden" }, ..] } => Problems.Of(403, "forbidden", "This question is not yours to delete."),
            { Changed.IsEmpty: true } => Problems.Of(404, "not_found", "There is no such question."),
            _ => TypedResults.NoContent(),
        };
    }

    private static async Task<Results<Ok<BankAdded>, Ok<BankChanged>, ProblemHttpResult>> Bulk(
        BulkRequest bulk, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, AuditQueue audit, CancellationToken cancellationToken)
    {
        var (bank, caller) = (Bank(user, grains), BankCallers.Of(user));
        if (bulk.Questions is { Length: > 0 } questions)
        {
            if (bulk.Ids is not null) return Problems.Of(400, "invalid_argument", "Give questions to add, or ids to change, not both.");
            var added = await bank.Add(new AddQuestions(caller, bulk.Space, [.. questions], bulk.AllowDuplicates, bulk.DryRun), cancellationToken);
            return added.Value is { } value ? TypedResults.Ok(value) : Problems.Of(added.Refusal!);
        }

        var changed = await bank.Change(new ChangeQuestions(caller, [.. bulk.Ids ?? []], bulk.Status, bulk.Verified, [.. bulk.AddTags ?? []], bulk.Delete), cancellationToken);
        if (bulk.Delete && changed.Value is { Changed: [_, ..] gone }) await TellDeleted(context, audit, gone);
        return changed.Value is { } done ? TypedResults.Ok(done) : Problems.Of(changed.Refusal!);
    }

    private static async Task<Results<Ok<DrawnQuestions>, ProblemHttpResult>> Draw(DrawRequest draw, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var seed = draw.Seed ?? BitConverter.ToUInt32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
        return Answer(await Bank(user, grains).Draw(new DrawQuestions(BankCallers.Of(user), [.. draw.Rules ?? []], seed), cancellationToken));
    }

    /// <summary>One entry for all, with the ids: a bulk has 500 at most.</summary>
    private static Task TellDeleted(HttpContext context, AuditQueue audit, ImmutableArray<string> ids)
    {
        var caller = Caller.Of(context.User);
        return audit.Write(
            caller.Tenant, AuditActions.QuestionsDeleted, caller.Id, ids.Length == 1 ? ids[0] : null, CallerAddress.Of(context), ids.Length == 1 ? "" : string.Join(' ', ids));
    }

    private static bool TryApply(JsonObject changes, BankDraft before, out BankDraft? after, out bool? verified)
    {
        (after, verified) = (null, null);
        try
        {
            verified = changes["verified"]?.GetValue<bool>();
            var written = changes.Where(c => c.Key != "verified").ToArray();
            if (written.Length == 0) return true;
            var whole = JsonSerializer.SerializeToNode(before, Json)!.AsObject();
            foreach (var (name, value) in written) whole[name] = value?.DeepClone();
            after = whole.Deserialize<BankDraft>(Json);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static IQuestionBankGrain Bank(ClaimsPrincipal user, IGrainFactory grains) => grains.GetGrain<IQuestionBankGrain>(Caller.Of(user).Key("bank"));

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Outcome<T> outcome)
        where T : class => outcome.Value is { } value ? TypedResults.Ok(value) : Problems.Of(outcome.Refusal!);

    private static ProblemHttpResult Faulty(ImmutableArray<BankFault> faults) =>
        Problems.Of(400, "invalid_question", "Nothing was stored: see 'faults'.", ("faults", faults));

    internal sealed record BodyLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}

/// <summary>Either questions to add, or ids and what to do with them.</summary>
public sealed record BulkRequest(
    BankDraft[]? Questions,
    string? Space,
    string[]? Ids,
    string? Status,
    bool? Verified,
    string[]? AddTags,
    bool Delete = false,
    bool AllowDuplicates = false,
    bool DryRun = false);

public sealed record DrawRequest(DrawRuleDraft[]? Rules, uint? Seed);
