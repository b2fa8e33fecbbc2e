using System.Text;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

/// <summary>Files to read, short to write.</summary>
internal static class Files
{
    public static QuestionFile Read(string format, string text, FileDefaults? defaults = null) =>
        QuestionFiles.Read(format, Encoding.UTF8.GetBytes(text), defaults ?? new FileDefaults());

    /// <summary>The one question of a file.</summary>
    public static Question One(string format, string text)
    {
        var row = Read(format, text).Rows.ShouldHaveSingleItem();
        row.Faults.ShouldBeEmpty();
        return row.Question.ShouldNotBeNull().Question;
    }

    /// <summary>The first fault's code of each row; empty for a good one.</summary>
    public static IEnumerable<(int Line, string Code)> Codes(QuestionFile file) => file.Rows.Select(r => (r.Line, r.Faults.IsEmpty ? "" : r.Faults[0].Code));

    /// <summary>As text, since records compare immutable arrays by reference.</summary>
    public static string Shown(BankQuestion bank) => System.Text.Json.JsonSerializer.Serialize(bank);
}
