using System.Runtime.CompilerServices;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>
/// Compares a typed answer with the accepted ones.
/// <para>Both are normalised (<see cref="Normalise"/>); equal texts match. With <see cref="Typed.AllowTypos"/> a near miss matches too:</para>
/// <list type="bullet">
/// <item>missing or added spaces never count ("spider man", "spiderman");</item>
/// <item>an optimal string alignment distance (insert, delete, replace, swap of neighbours) of at most 0, 1 or 2 when the accepted
/// text has up to 3, 4–7, or from 8 normalised characters;</item>
/// <item>numerals are never near: where either text has digits, their runs of digits must be the same, in the same order.</item>
/// </list>
/// </summary>
public static class TypedAnswers
{
    /// <summary>Every player answers the same question: its accepted texts are normalised once, for as long as the question lives.</summary>
    private static readonly ConditionalWeakTable<Typed, string[]> Normalised = [];

    /// <summary>Whether the text counts as one of the question's accepted answers.</summary>
    public static bool Matches(Typed question, string text)
    {
        var given = Normalise(text);
        foreach (var accepted in Normalised.GetValue(question, static q => [.. q.Accepted.Select(Normalise)]))
        {
            if (given == accepted || (question.AllowTypos && IsNear(accepted, given))) return true;
        }

        return false;
    }

    /// <summary>The text as it is compared; see <see cref="AnswerText"/> for what is folded. Idempotent, and defined for any string.</summary>
    public static string Normalise(string text) => AnswerText.Fold(text);

    /// <summary>How many edits an accepted answer of this normalised length forgives.</summary>
    public static int AllowedEdits(int length) => length switch { <= 3 => 0, <= 7 => 1, _ => 2 };

    private static bool IsNear(string accepted, string given)
    {
        var allowed = AllowedEdits(accepted.Length);
        return SameNumerals(accepted, given)
            && (SameButForSpaces(accepted, given) || (allowed > 0 && EditDistance.IsAtMost(allowed, accepted, given)));
    }

    private static bool SameButForSpaces(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < a.Length && a[i] == ' ') i++;
            while (j < b.Length && b[j] == ' ') j++;
            if (i == a.Length || j == b.Length) return i == a.Length && j == b.Length;
            if (a[i++] != b[j++]) return false;
        }
    }

    private static bool SameNumerals(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        while (true)
        {
            var x = NextNumeral(ref a);
            var y = NextNumeral(ref b);
            if (!x.SequenceEqual(y)) return false;
            if (x.IsEmpty) return true;
        }
    }

    // A numeral is a run of digits with the decimal points and the sign that normalisation left in it.
    private static ReadOnlySpan<char> NextNumeral(ref ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAnyInRange('0', '9');
        if (start < 0) return [];
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        if (start > 0 && text[start - 1] == '.') start--;
        if (start > 0 && text[start - 1] == '-') start--;
        var numeral = text[start..end];
        text = text[end..];
        return numeral;
    }
}
