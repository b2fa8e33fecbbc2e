using System.Collections.Immutable;
using System.Text;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>Gathers faults; each helper knows one way of being wrong, so that codes are formed alike for every member.</summary>
internal sealed class FaultList
{
    private readonly ImmutableArray<Fault>.Builder _faults = ImmutableArray.CreateBuilder<Fault>();

    public void If(bool wrong, string code, string message)
    {
        if (wrong) _faults.Add(new Fault(code, message));
    }

    public void Text(string code, string name, string? text, int max, bool lines = false) => Flaw(code, name, VisibleText.Check(text, max, lines), max);

    public void OptionalText(string code, string name, string? text, int max, bool lines = false)
    {
        if (!string.IsNullOrEmpty(text)) Text(code, name, text, max, lines);
    }

    /// <summary>Each code once, however many of the texts have the flaw.</summary>
    public void Texts(string code, string name, ImmutableArray<string> texts, int max)
    {
        if (texts.IsDefault) return;
        foreach (var flaw in texts.Select(t => VisibleText.Check(t, max)).Distinct()) Flaw(code, name, flaw, max);
    }

    public void Count<T>(string code, string name, ImmutableArray<T> items, int min, int max)
    {
        var count = items.IsDefault ? 0 : items.Length;
        If(count < min, $"{code}_too_few", $"There must be at least {min} {name}, not {count}.");
        If(count > max, $"{code}_too_many", $"There may be at most {max} {name}, not {count}.");
    }

    public void Distinct(string code, string name, ImmutableArray<string> texts)
    {
        if (texts.IsDefault) return;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        If(!texts.All(t => seen.Add(Fold(t))), $"{code}_duplicate", $"{name} are the same but for white space or case.");
    }

    public ImmutableArray<Fault> ToImmutable() => _faults.ToImmutable();

    private void Flaw(string code, string name, TextFlaw flaw, int max)
    {
        If(flaw == TextFlaw.Blank, $"{code}_missing", $"{name} is missing or blank.");
        If(flaw == TextFlaw.TooLong, $"{code}_too_long", $"{name} is longer than {max} visible characters.");
        If(flaw == TextFlaw.Unprintable, $"{code}_unprintable", $"{name} holds control or otherwise unprintable characters.");
    }

    // Punctuation, accents and compatibility forms stay: "x²" beside "x2", or "resume" beside "résumé", is a fair pair of choices.
    private static string Fold(string? text)
    {
        var words = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return VisibleText.Check(words, int.MaxValue / 32) == TextFlaw.None ? words.Normalize(NormalizationForm.FormC) : words;
    }
}
