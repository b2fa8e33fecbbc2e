using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Bank;

/// <summary>
/// Names what players see and are judged by: kind, text, choices in authored order, answers. Statistics of play belong to an edition, so
/// that a question whose wording or choices change starts anew, while one that is only filed elsewhere goes on.
/// </summary>
public static class Edition
{
    /// <summary>The first 128 bits of a SHA-256 over the content.</summary>
    public static Guid Of(Question question) => Hash(question switch
    {
        SingleChoice q => ["single", q.Text, .. q.Choices.Select(Written)],
        MultipleChoice q => ["multiple", q.Text, .. q.Choices.Select(Written)],
        TrueFalse q => ["trueFalse", q.Text, q.Answer ? "true" : "false"],
        Typed q => ["typed", q.Text, q.AllowTypos ? "typos" : "exact", .. q.Accepted],
        Numeric q => ["number", q.Text, Written(q.Number), Written(q.Within), q.Rule.ToString(), q.Unit],
        Order q => ["order", q.Text, .. q.Items],
        Poll q => ["poll", q.Text, .. q.Choices],
        Slide q => ["slide", q.Text],
        _ => throw new ArgumentOutOfRangeException(nameof(question), question.GetType().Name, "This kind of question has no edition."),
    });

    /// <summary>The same for texts of any number; where one ends and the next begins counts.</summary>
    internal static Guid Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            // Half a surrogate pair has no UTF-8; its replacement will do, for no stored text holds one.
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0xFF]);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16), bigEndian: true);
    }

    private static string Written(Choice choice) => (choice.Correct ? "*" : "-") + choice.Text;

    private static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
