namespace QuizOrleans.Grains.Bank;

/// <summary>Every way the bank says no. The codes are those of docs/protocol.md.</summary>
internal static class BankRefusals
{
    public static readonly Refusal NotFound = new("not_found", "There is no such question.");
    public static readonly Refusal NotEditor = new("forbidden", "The bank of your tenant is written by its teachers and administrators; your own space is yours.");
    public static readonly Refusal BuiltIn = new("forbidden", "The questions that come with the product are not rewritten; copy it to change it.");
    public static readonly Refusal VersionConflict = new("version_conflict", "The question was changed since you read it: read it again.");
    public static readonly Refusal StorageUnavailable = new("storage_unavailable", "The database did not answer in time; try again.");

    public static Refusal Invalid(string message) => new("invalid_argument", message);

    public static Refusal TooMany(int most) => new("too_many", $"At most {most} questions at once.");
}
