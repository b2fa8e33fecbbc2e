namespace QuizOrleans.Rules.Bank;

/// <summary>
/// Similarity by trigrams as PostgreSQL's pg_trgm defines it (postgresql.org/docs/current/pgtrgm.html): a word is a run of letters and
/// digits, in lower case, with two spaces before and one behind; its trigrams are a set; similarity is the share of all trigrams of both
/// texts that both have. For stores that have no pg_trgm.
/// </summary>
public static class Trigrams
{
    /// <summary>0 (nothing in common) to 1.</summary>
    public static double Similarity(string a, string b)
    {
        var (of, other) = (Of(a), Of(b));
        if (of.Count == 0 || other.Count == 0) return 0;
        var shared = of.Count(other.Contains);
        return (double)shared / (of.Count + other.Count - shared);
    }

    private static HashSet<string> Of(string text)
    {
        var trigrams = new HashSet<string>(StringComparer.Ordinal);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) continue;
            if (i > start) Add(trigrams, $"  {text[start..i].ToLowerInvariant()} ");
            start = i + 1;
        }

        return trigrams;
    }

    private static void Add(HashSet<string> trigrams, string word)
    {
        for (var i = 0; i + 3 <= word.Length; i++) trigrams.Add(word.Substring(i, 3));
    }
}
