using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Bank;

/// <summary>Rules of a draw as written, and as stores are asked.</summary>
internal static class BankDraws
{
    /// <summary>A query a rule; or the sentence that names what is wrong.</summary>
    public static (ImmutableArray<DrawQuery> Queries, string? Fault) Read(DrawQuestions command)
    {
        var drafts = command.Rules.IsDefault ? [] : command.Rules;
        if (drafts.Any(d => d is null)) return ([], "A rule is missing.");
        if (drafts.Any(d => DifficultyOf(d.Difficulty) is null)) return ([], "The difficulty is easy, medium, hard or empty.");
        ImmutableArray<DrawRule> rules = [.. drafts.Select(Rule)];
        if (Drawing.FaultsOf(rules) is [var fault, ..]) return ([], fault.Message);
        if (drafts.Any(d => !d.UnseenBy.IsDefault && (d.UnseenBy.Length > BankLimits.MaxUnseenBy || !d.UnseenBy.All(TenantKey.IsPart))))
            return ([], $"unseenBy names at most {BankLimits.MaxUnseenBy} players by their ids.");
        return ([.. rules.Select((rule, i) => Query(rule, drafts[i], command, i))], null);
    }

    private static DrawQuery Query(DrawRule rule, DrawRuleDraft draft, DrawQuestions command, int number)
    {
        var unseenBy = UnseenBy(draft, command.Caller.PlayerId);
        return new DrawQuery(rule, Drawing.Point(command.Seed + (ulong)number), Drawing.Window(rule.Count, isRotated: !unseenBy.IsEmpty), unseenBy);
    }

    private static DrawRule Rule(DrawRuleDraft draft) => new()
    {
        Count = draft.Count,
        Category = draft.Category ?? "",
        Language = draft.Language ?? "",
        Difficulty = DifficultyOf(draft.Difficulty) is { } difficulty and not Difficulty.Unset ? difficulty : null,
        Tags = draft.Tags.IsDefault ? [] : draft.Tags,
        Kinds = draft.Kinds.IsDefault ? [] : draft.Kinds,
        ExamType = draft.ExamType ?? "",
        Subject = draft.Subject ?? "",
    };

    private static ImmutableArray<string> UnseenBy(DrawRuleDraft draft, string host) =>
        [.. (draft.UnseenBy.IsDefault ? [] : draft.UnseenBy).Concat(draft.Fresh && host.Length > 0 ? [host] : []).Distinct()];

    private static Difficulty? DifficultyOf(string? text) => text switch
    {
        null or "" => Difficulty.Unset,
        "easy" => Difficulty.Easy,
        "medium" => Difficulty.Medium,
        "hard" => Difficulty.Hard,
        _ => null,
    };
}
