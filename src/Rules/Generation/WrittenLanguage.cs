using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace QuizOrleans.Rules.Generation;

/// <summary>
/// Whether a text can be in a language: by its script, and in the Latin script by the little words that every sentence has. It says no only where the
/// evidence is plain; short texts say little. Ours because no language detector restores from the feed (FEED.md).
/// </summary>
public static class WrittenLanguage
{
    /// <summary>Below this share of letters in the language's script a text is not in it; foreign names and terms are common in questions.</summary>
    private const double LeastShare = 0.4;

    /// <summary>So many little words of another language settle it, if there are more than twice as many of them as of its own ("was" is English too).</summary>
    private const int PlainEvidence = 2;

    /// <summary>By script the languages that are written in it and nothing else. Latin is that of <see cref="LittleWords"/>; one written in several is looked at no further.</summary>
    private static readonly FrozenDictionary<string, string> Scripts = new Dictionary<string, string>
    {
        ["cyrillic"] = "ru uk bg be mk",
        ["arabic"] = "ar fa ur",
        ["hebrew"] = "he yi",
        ["greek"] = "el",
        ["han"] = "zh",
        ["japanese"] = "ja",
        ["hangul"] = "ko",
        ["devanagari"] = "hi mr ne",
        ["bengali"] = "bn",
        ["tamil"] = "ta",
        ["thai"] = "th",
        ["armenian"] = "hy",
        ["georgian"] = "ka",
    }.SelectMany(s => s.Value.Split(' ').Select(language => (language, Script: s.Key))).ToFrozenDictionary(s => s.language, s => s.Script);

    private static readonly FrozenDictionary<string, FrozenSet<string>> LittleWords = new Dictionary<string, string>
    {
        ["en"] = "the of is and what which in to for was are by from how who when that with it this has an as at be did does were into not or",
        ["de"] = "der die das und ist wie was welche welcher welches ein eine im den dem von mit zu auf wer wann nicht für sich des wird wurde sind hat bei aus",
        ["fr"] = "le la les de des est et un une quel quelle quels quelles du dans en que qui pour sur par au aux avec il elle combien où été son sont",
        ["es"] = "el la los las de es y un una qué cuál quién en del que por con para se al como cuántos dónde fue son su cuál más",
        ["it"] = "il lo la gli le di è e un una quale quali chi che in del della per con si al nel nella quanti dove fu sono come dei delle",
        ["pt"] = "o a os as de é e um uma qual quais quem que em do da dos das por com para no na se foi são mais como não",
        ["nl"] = "de het een van is en wat welke wie in op te voor met dat zijn was door aan hoe bij er niet naar",
        ["pl"] = "jest w z na się i do który która które jak co kto nie to od po dla przez był była są ile gdzie o",
        ["tr"] = "ve bir bu hangi hangisi ne kim için ile mi mı en olarak olan kaç nerede değil de da",
        ["sv"] = "och är en ett vilken vilket vad som i på av för med till vem hur det den att från var",
        ["da"] = "og er en et hvilken hvilket hvad som i på af for med til hvem hvor det den at fra var",
        ["id"] = "yang dan di adalah apa siapa dari untuk dengan pada ini itu berapa mana ke oleh",
    }.ToFrozenDictionary(p => p.Key, p => p.Value.Split(' ').ToFrozenSet());

    /// <param name="text">Connected text: a question and its explanation, say.</param>
    /// <param name="language">A BCP 47 tag.</param>
    public static bool CanBe(string text, string language)
    {
        var primary = language.Split('-')[0].ToLowerInvariant();
        var script = Scripts.GetValueOrDefault(primary, LittleWords.ContainsKey(primary) ? "latin" : "");
        if (script.Length > 0 && ShareOf(text, script) < LeastShare) return false;
        if (!LittleWords.TryGetValue(primary, out var own)) return true;
        var words = Words(text);
        var (mine, other) = (words.Count(own.Contains), LittleWords.Where(l => l.Key != primary).Max(l => words.Count(l.Value.Contains)));
        return other < PlainEvidence || other <= mine * 2;
    }

    private static double ShareOf(string text, string script)
    {
        var (letters, fitting) = (0, 0);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            letters++;
            if (IsOf(rune.Value, script)) fitting++;
        }

        return letters == 0 ? 1 : (double)fitting / letters;
    }

    /// <summary>The Unicode blocks that matter (unicode.org/charts).</summary>
    private static bool IsOf(int c, string script) => script switch
    {
        "latin" => c is < 0x0250 or (>= 0x1E00 and < 0x1F00),
        "greek" => c is (>= 0x0370 and < 0x0400) or (>= 0x1F00 and < 0x2000),
        "cyrillic" => c is >= 0x0400 and < 0x0530,
        "armenian" => c is >= 0x0530 and < 0x0590,
        "hebrew" => c is >= 0x0590 and < 0x0600,
        "arabic" => c is (>= 0x0600 and < 0x0780) or (>= 0x08A0 and < 0x0900) or (>= 0xFB50 and < 0xFF00),
        "devanagari" => c is >= 0x0900 and < 0x0980,
        "bengali" => c is >= 0x0980 and < 0x0A00,
        "tamil" => c is >= 0x0B80 and < 0x0C00,
        "thai" => c is >= 0x0E00 and < 0x0E80,
        "georgian" => c is (>= 0x10A0 and < 0x1100) or (>= 0x1C90 and < 0x1CC0),
        "hangul" => c is (>= 0xAC00 and < 0xD7B0) or (>= 0x1100 and < 0x1200),
        "han" => IsHan(c),
        "japanese" => IsHan(c) || c is >= 0x3040 and < 0x3100,
        _ => true,
    };

    private static bool IsHan(int c) => c is (>= 0x3400 and < 0xA000) or (>= 0x20000 and < 0x32000);

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.ToLower(CultureInfo.InvariantCulture) + " ")
        {
            if (char.IsLetter(c))
            {
                word.Append(c);
                continue;
            }

            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }

        return words;
    }
}
