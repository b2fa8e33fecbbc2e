using Microsoft.AspNetCore.Mvc;
using QuizOrleans.Grains.Bank;

namespace QuizOrleans.WebFront.Endpoints;

/// <summary>A filter as an address has it: <c>?search=…&amp;category=…&amp;tag=a&amp;tag=b</c>.</summary>
public sealed record QuestionQuery(
    string? Search, string? Category, string? Language, string? Kind, string? Difficulty, string? Status, string? ExamType, string? Subject, [FromQuery] string[]? Tag, string? Space, bool? Verified, string? Flag)
{
    public BankFilter ToFilter() => new()
    {
        Search = Search ?? "",
        Category = Category ?? "",
        Language = Language ?? "",
        Kind = Kind ?? "",
        Difficulty = Difficulty ?? "",
        Status = Status ?? "",
        ExamType = ExamType ?? "",
        Subject = Subject ?? "",
        Tags = [.. Tag ?? []],
        Space = Space ?? "",
        Verified = Verified,
        Flag = Flag ?? "",
    };
}
