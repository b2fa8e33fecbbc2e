using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>Checks what is asked of a bank, and says which spaces it means.</summary>
internal static class BankFilters
{
    private static readonly string[] Spacenames = ["", "builtIn", "shared", "own"];
    private static readonly string[] Flags = ["", "any", ItemStatistics.DistractorUnused, ItemStatistics.BestPlayersMiss];

    /// <summary>The sentence that names what is wrong; null when nothing is.</summary>
    public static string? Fault(BankFilter filter)
    {
        string?[] texts = [filter.Category, filter.Language, filter.Kind, filter.Difficulty, filter.Status, filter.ExamType, filter.Subject];
        return !Spacenames.Contains(filter.Space ?? "") ? "space must be builtIn, shared or own."
            : !Flags.Contains(filter.Flag ?? "") ? $"flag must be any, {ItemStatistics.DistractorUnused} or {ItemStatistics.BestPlayersMiss}."
            : BankMapping.StatusOf(filter.Status) is null ? "status must be draft, ready or retired."
            : (filter.Search ?? "").Length > BankLimits.MaxSearch ? $"search may have at most {BankLimits.MaxSearch} characters."
            : !filter.Tags.IsDefault && filter.Tags.Length > BankLimits.MaxFilterTexts ? $"At most {BankLimits.MaxFilterTexts} tags."
            : texts.Concat(filter.Tags.IsDefault ? [] : filter.Tags).Append(filter.Search).Any(t => t is not null && (t.Length > 300 || t.Contains('\0', StringComparison.Ordinal))) ? "A filter is too long, or no text."
            : null;
    }

    public static string? Fault(ChangeQuestions command)
    {
        var changes = (command.Status is null ? 0 : 1) + (command.Verified is null ? 0 : 1) + (command.AddTags.IsDefaultOrEmpty ? 0 : 1);
        return command.QuestionIds.IsDefaultOrEmpty ? "There are no ids."
            : !command.QuestionIds.All(TenantKey.IsPart) ? "An id is none."
            : command.Delete && changes > 0 ? "Deleting goes with no other change."
            : !command.Delete && changes == 0 ? "There is nothing to change: status, verified, addTags or delete."
            : command.Status is not null && (command.Status.Length == 0 || BankMapping.StatusOf(command.Status) is null) ? "status must be draft, ready or retired."
            : null;
    }

    /// <summary>Without nulls, which JSON and addresses may bring.</summary>
    public static BankFilter Clean(BankFilter filter) => filter with
    {
        Search = (filter.Search ?? "").Trim(),
        Category = filter.Category ?? "",
        Language = filter.Language ?? "",
        Kind = filter.Kind ?? "",
        Difficulty = filter.Difficulty ?? "",
        Status = filter.Status ?? "",
        ExamType = filter.ExamType ?? "",
        Subject = filter.Subject ?? "",
        Tags = filter.Tags.IsDefault ? [] : filter.Tags,
        Flag = filter.Flag ?? "",
    };

    public static ImmutableArray<string> Spaces(BankCaller caller, string? name) =>
        string.IsNullOrEmpty(name) ? caller.Spaces() : [.. caller.Spaces().Where(s => s == SpaceOf(caller, name))];

    /// <summary>Null when it is none, or not for this caller.</summary>
    public static string? SpaceToWrite(BankCaller caller, string? name) => name switch
    {
        null => caller.IsEditor ? BankSpaces.Shared : BankSpaces.Own(caller.PlayerId),
        "own" => BankSpaces.Own(caller.PlayerId),
        "shared" when caller.IsEditor => BankSpaces.Shared,
        _ => null,
    };

    private static string? SpaceOf(BankCaller caller, string name) => name switch
    {
        "builtIn" => BankSpaces.BuiltIn,
        "shared" => BankSpaces.Shared,
        "own" => BankSpaces.Own(caller.PlayerId),
        _ => null,
    };
}
