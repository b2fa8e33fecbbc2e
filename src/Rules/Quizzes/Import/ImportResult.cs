using System.Collections.Immutable;

namespace QuizOrleans.Rules.Quizzes.Import;

/// <summary>One row of an imported file: a question that is fit to be played, or why there is none.</summary>
/// <param name="Row">Its place in the file; 1 is the first.</param>
/// <param name="Question">Null when there are faults.</param>
/// <param name="Faults">Empty when there is a question.</param>
public sealed record ImportedRow(int Row, Question? Question, ImmutableArray<Fault> Faults);

/// <summary>What a file held.</summary>
/// <param name="Rows">One a row of the file, in its order; a bad one never hides the others.</param>
/// <param name="Rejection">
/// Why nothing could be read: malformed (not a file of the format at all), source_refused or unknown_format. Null otherwise, even when no row is good.
/// </param>
public sealed record ImportResult(ImmutableArray<ImportedRow> Rows, Rejection? Rejection = null)
{
    /// <summary>The questions of the good rows.</summary>
    public ImmutableArray<Question> Questions => [.. Rows.Where(r => r.Question is not null).Select(r => r.Question!)];
}
