namespace QuizOrleans.Rules.Quizzes;

/// <summary>How a typed answer's punctuation is read; the rules are step 4 of <see cref="AnswerText"/>.</summary>
internal static class Punctuation
{
    private const string Nothing = "";
    private const string Space = " ";

    /// <summary>What the character at <paramref name="i"/> is read as; null when it stands for itself.</summary>
    public static string? Read(string text, int i) => text[i] switch
    {
        '\'' or '’' or '‘' or '‛' or 'ʼ' or '′' or '`' => Nothing,
        '.' => IsDigit(text, i + 1) && (IsDigit(text, i - 1) || !IsWord(text, i - 1)) ? null : Nothing,
        ',' => !(IsDigit(text, i - 1) && IsDigit(text, i + 1)) ? Space : IsThousands(text, i) ? Nothing : ".",
        '-' or '−' or '‐' or '‑' or '–' => !IsDigit(text, i + 1) || IsWord(text, i - 1) ? Space : text[i] == '-' ? null : "-",
        '&' => " and ",
        '#' or '%' or '@' => null,
        var c => char.IsPunctuation(c) || char.IsWhiteSpace(c) || char.IsControl(c) ? Space : null,
    };

    private static bool IsThousands(string text, int comma) =>
        IsDigit(text, comma + 1) && IsDigit(text, comma + 2) && IsDigit(text, comma + 3) && !IsDigit(text, comma + 4);

    private static bool IsDigit(string text, int i) => (uint)i < (uint)text.Length && char.IsAsciiDigit(text[i]);

    private static bool IsWord(string text, int i) => (uint)i < (uint)text.Length && char.IsLetterOrDigit(text[i]);
}
