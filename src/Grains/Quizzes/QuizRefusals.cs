namespace QuizOrleans.Grains.Quizzes;

/// <summary>Every way a quiz says no. The codes are those of docs/protocol.md.</summary>
internal static class QuizRefusals
{
    public static readonly Refusal NotFound = new("not_found", "There is no such quiz.");
    public static readonly Refusal Forbidden = new("forbidden", "This quiz belongs to somebody else.");
    public static readonly Refusal VersionConflict = new("version_conflict", "The quiz was changed since you read it: read it again.");
    public static readonly Refusal StorageUnavailable = new("storage_unavailable", "The database did not answer in time; try again.");
}
