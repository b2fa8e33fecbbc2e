using System.Globalization;
using System.Security.Claims;
using System.Text;
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
        var text = new StringWriter(CultureInfo.InvariantCulture);
        // Escaped, because a name that begins like a formula would be run by spreadsheets.
        using (var csv = new CsvWriter(text, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = CsvHelper.Configuration.InjectionOptions.Escape }))
            csv.WriteRecords(results.Standings.Select(s => new { s.Rank, s.Nickname, Team = s.Team ?? "", s.Score, AnswerSeconds = s.AnswerMs / 1000.0 }));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
