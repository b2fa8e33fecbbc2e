using System.Collections.Immutable;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>One authored quiz. Key: <see cref="TenantKey"/> of the quiz id.</summary>
[Alias("quiz.IQuizGrain")]
public interface IQuizGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores the quiz when every question is sound, else stores nothing and says what is wrong in <see cref="QuizSaved.Rejected"/>.
    /// </summary>
    /// <param name="editorId">Who writes; becomes the owner of a new quiz.</param>
    /// <param name="baseVersion">0 for a new quiz, else the version that was read. Refusals: not_found, forbidden, version_conflict.</param>
    [Alias("Save")]
    Task<Outcome<QuizSaved>> Save(string editorId, int baseVersion, QuizDraft quiz, CancellationToken cancellationToken);

    /// <summary>
    /// Reads questions from a file and stores the good rows as a new quiz; bad rows are reported, never fail the rest.
    /// Refusals: unknown_format, malformed (not a file of that format at all, or none with a question), source_refused (what its source said instead of questions), forbidden (the id is taken).
    /// </summary>
    /// <param name="format">"opentdb", "gift", "aiken", "csv", "kahoot" or "qti" (docs/formats.md).</param>
    /// <param name="title">Null takes one from the format and the category.</param>
    [Alias("Import")]
    Task<Outcome<QuizSaved>> Import(string editorId, string format, string? title, ImmutableArray<byte> content, CancellationToken cancellationToken);

    /// <summary>The quiz for its owner, or for anybody when it is a built-in pack. Refusals: not_found, forbidden.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<QuizDocument>> Read(string readerId, CancellationToken cancellationToken);

    /// <summary>Deletes it; rooms that play it keep their copy. Refusals: not_found, forbidden.</summary>
    [Alias("Delete")]
    Task<Outcome<QuizSaved>> Delete(string editorId, CancellationToken cancellationToken);
}
