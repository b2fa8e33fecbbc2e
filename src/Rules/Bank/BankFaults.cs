using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Bank;

/// <summary>Checks a question of the bank: what <see cref="QuestionFaults"/> finds, and what is the bank's own.</summary>
public static class BankFaults
{
    public static ImmutableArray<Fault> Of(BankQuestion bank)
    {
        var faults = new FaultList();
        faults.If(!IsLanguage(bank.Language), "language_invalid", "The language is a tag such as en or pt-BR.");
        faults.OptionalText("exam_type", "The exam type", bank.ExamType, BankLimits.MaxExamType);
        faults.OptionalText("subject", "The subject", bank.Subject, BankLimits.MaxSubject);
        faults.OptionalText("source", "The source", bank.Source, BankLimits.MaxSource);
        faults.OptionalText("licence", "The licence", bank.Licence, BankLimits.MaxLicence);
        faults.If(!Enum.IsDefined(bank.Status), "status_unknown", "The status is draft, ready or retired.");
        return [.. QuestionFaults.Of(bank.Question), .. faults.ToImmutable()];
    }

    /// <summary>The form of a BCP 47 tag: letters, then groups of letters and digits, divided by hyphens.</summary>
    public static bool IsLanguage(string? tag)
    {
        if (tag is not { Length: >= 2 and <= QuizLimits.MaxLanguage }) return false;
        var parts = tag.Split('-');
        return parts[0].Length is >= 2 and <= 8 && parts[0].All(char.IsAsciiLetter)
            && parts.Skip(1).All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
    }
}
