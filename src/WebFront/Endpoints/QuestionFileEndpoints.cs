using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using QuizOrleans.Grains.Bank;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>The bank's files, in and out (docs/formats.md).</summary>
public static class QuestionFileEndpoints
{
    public const int MaxImportBytes = 5 * 1024 * 1024;

    /// <summary>Rows that one call stores: short enough for its time, and one that fails leaves the rest.</summary>
    private const int Chunk = 100;

    public static RouteGroupBuilder MapQuestionFiles(this RouteGroupBuilder questions)
    {
        questions.MapPost("/import", Import).RequireAuthorization(Policies.Host).WithMetadata(new QuestionEndpoints.BodyLimit(MaxImportBytes));
        questions.MapGet("/export", Export);
        return questions;
    }

    /// <summary>The body is the file as it is, whatever its content type.</summary>
    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> Import(
        HttpRequest request, string format, [AsParameters] ImportQuery query, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var content = await Body(request, cancellationToken);
        var caller = Caller.Of(user);
        var read = await grains.GetGrain<IQuestionFilesGrain>(caller.Key("files")).Read(new ReadQuestions(format, ImmutableCollectionsMarshal.AsImmutableArray(content), query.Defaults()), cancellationToken);
        if (read.Value is not { } file) return Problems.Of(read.Refusal!);
        var rows = file.Rows.ToDictionary(r => r.Row, r => new BankRow(r.Row, r.Line, null, r.Question?.Text ?? "", r.Faults, []));
        var bank = grains.GetGrain<IQuestionBankGrain>(caller.Key("bank"));
        var stored = 0;
        foreach (var chunk in file.Rows.Where(r => r.Question is not null).Chunk(Chunk))
        {
            var added = await bank.Add(
                new AddQuestions(BankCallers.Of(user), query.Space, [.. chunk.Select(r => r.Question!)], query.AllowDuplicates ?? false, query.DryRun ?? false), cancellationToken);
            // What was stored until then stays stored, and the report must say so.
            if (added.Value is not { } value)
            {
                if (stored == 0) return Problems.Of(added.Refusal!);
                foreach (var row in chunk) rows[row.Row] = rows[row.Row] with { Faults = [new BankFault(added.Refusal!.Code, added.Refusal.Message)] };
                continue;
            }

            stored += value.Stored;
            foreach (var (row, source) in value.Rows.Zip(chunk)) rows[source.Row] = row with { Row = source.Row, Line = source.Line };
        }

        var all = file.Rows.Select(r => rows[r.Row]).ToImmutableArray();
        return TypedResults.Ok(new ImportReport(stored, all.Count(r => r.Faults.IsEmpty), all.Count(r => !r.Faults.IsEmpty), query.DryRun ?? false, all));
    }

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> Export(
        string format, [AsParameters] QuestionQuery query, HttpResponse response, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var files = grains.GetGrain<IQuestionFilesGrain>(Caller.Of(user).Key("files"));
        var (caller, filter) = (BankCallers.Of(user), query.ToFilter());
        var part = await files.Write(caller, filter, format, null, cancellationToken);
        if (part.Refusal is { } refusal) return Problems.Of(refusal);
        response.ContentType = format switch { "csv" => "text/csv; charset=utf-8", "json" => "application/json", _ => "text/plain; charset=utf-8" };
        response.Headers.ContentDisposition = $"attachment; filename=\"questions.{(format == "gift" ? "gift.txt" : format)}\"";
        while (true)
        {
            await response.Body.WriteAsync(ImmutableCollectionsMarshal.AsArray(part.Value!.Content), cancellationToken);
            if (part.Value.Next is not { } next) return TypedResults.Empty;
            part = await files.Write(caller, filter, format, next, cancellationToken);
            if (part.Refusal is not null)
            {
                // The status has been sent: only a broken connection tells that the file is not whole.
                response.HttpContext.Abort();
                return TypedResults.Empty;
            }
        }
    }

    private static async Task<byte[]> Body(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}

/// <summary>What questions of a file get where it says nothing, and where they go.</summary>
public sealed record ImportQuery(
    string? Space, string? Language, string? Category, string? Difficulty, [FromQuery] string[]? Tag, string? ExamType, string? Subject, string? Source, string? Licence, string? Status,
    bool? AllowDuplicates, bool? DryRun)
{
    public BankDraft Defaults() => new()
    {
        Language = Language ?? "en",
        Category = Category ?? "",
        Difficulty = Difficulty ?? "",
        Tags = [.. Tag ?? []],
        ExamType = ExamType ?? "",
        Subject = Subject ?? "",
        Source = Source ?? "",
        Licence = Licence ?? "",
        Status = Status ?? "draft",
    };
}

/// <summary>What became of a file, row by row.</summary>
/// <param name="Stored">0 of a dry run.</param>
/// <param name="Good">Rows without a fault.</param>
/// <param name="Bad">Rows with one; "duplicate" is one.</param>
public sealed record ImportReport(int Stored, int Good, int Bad, bool DryRun, ImmutableArray<BankRow> Rows);
