using System.Globalization;
using System.Security.Claims;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>A room's results, for reports and spreadsheets.</summary>
public static class RoomEndpoints
{
    public static IEndpointRouteBuilder MapRooms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/rooms/{pin}/results", Results).RequireAuthorization().WithTags("Rooms");
        return routes;
    }

    private static async Task<Results<Ok<RoomResults>, FileContentHttpResult, ProblemHttpResult>> Results(
        string pin, string? format, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var clean = pin.ToUpperInvariant();
        if (!TenantKey.IsPart(clean)) return Problems.Of(404, "room_not_found", "There is no room with this PIN.");
        if (format is not (null or "json" or "csv")) return Problems.Of(400, "unknown_format", "format must be json or csv.");
        var caller = Caller.Of(user);
        var results = await grains.GetGrain<IQuizRoomGrain>(caller.Key(clean)).Results(caller.Id, cancellationToken);
        if (results.Value is not { } value) return Problems.Of(results.Refusal!);
        return format == "csv" ? TypedResults.File(Csv(value), "text/csv; charset=utf-8", $"quiz-{clean}.csv") : TypedResults.Ok(value);
    }

    private static byte[] Csv(RoomResults results)
    {
        using var bytes = new MemoryStream();
        // Escaped, because a name that begins like a formula would be run by spreadsheets; the mark lets them see that it is UTF-8.
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord("rank", "nickname", "team", "score", "answerSeconds");
            foreach (var row in results.Standings)
            {
                csv.WriteRecord(
                    row.Rank.ToString(CultureInfo.InvariantCulture),
                    row.Nickname,
                    row.Team ?? "",
                    row.Score.ToString(CultureInfo.InvariantCulture),
                    (row.AnswerMs / 1000.0).ToString(CultureInfo.InvariantCulture));
            }
        }

        return bytes.ToArray();
    }
}
