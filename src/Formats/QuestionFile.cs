using System.Collections.Immutable;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats;

/// <summary>One item of a file: a question that is fit to be stored, or why there is none.</summary>
/// <param name="Row">Its place among the file's items; 1 is the first.</param>
/// <param name="Line">The line it begins on; 0 where the format has no lines.</param>
/// <param name="Question">Null when there are faults.</param>
/// <param name="Faults">Empty when there is a question.</param>
public sealed record FileRow(int Row, int Line, BankQuestion? Question, ImmutableArray<Fault> Faults);

/// <summary>What a file held.</summary>
/// <param name="Rows">One an item, in the file's order; a bad one never hides the others.</param>
/// <param name="Rejection">Why nothing could be read: malformed, unknown_format, file_too_large, source_refused. Null otherwise, even when no row is good.</param>
public sealed record QuestionFile(ImmutableArray<FileRow> Rows, Rejection? Rejection = null);

/// <summary>What questions get where their file says nothing.</summary>
public sealed record FileDefaults
{
    public string Language { get; init; } = "en";

    public string Category { get; init; } = "";

    public Difficulty Difficulty { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public string ExamType { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Source { get; init; } = "";

    public string Licence { get; init; } = "";

    public QuestionStatus Status { get; init; }
}

/// <summary>An item as a reader found it, not yet checked. Its empty members take the defaults.</summary>
internal sealed record RawRow(int Line, BankQuestion? Question, ImmutableArray<Fault> Faults)
{
    public static RawRow Good(int line, Question question) => new(line, new BankQuestion { Question = question, Language = "" }, []);

    public static RawRow Bad(int line, string code, string message) => new(line, null, [new Fault(code, message)]);
}

/// <summary>The items of one format's file, or why it is none.</summary>
internal sealed record RawFile(IEnumerable<RawRow> Rows, Rejection? Rejection = null)
{
    public static RawFile Malformed(string message) => new([], new Rejection("malformed", message));
}
