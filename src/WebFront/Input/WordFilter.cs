using System.Text;
using Microsoft.Extensions.Options;

namespace QuizOrleans.WebFront.Input;

/// <summary>Judges names that others will read. A deployment may put its own in its place; ours refuses what is on a list, and without one nothing.</summary>
public interface IWordFilter
{
    bool Accepts(string name);
}

/// <summary>
/// Refuses names with a word of the list <c>Input:BlockedWords</c> (a file, one word a line). Whole words only: a part of a word offends nobody in
/// Scunthorpe. Case, look-alike forms and punctuation between letters do not help.
/// </summary>
public sealed class WordList : IWordFilter
{
    private readonly HashSet<string> _blocked;

    /// <summary>Reads the list, once.</summary>
    /// <exception cref="OptionsValidationException">The list cannot be read.</exception>
    public WordList(IConfiguration configuration)
    {
        var file = configuration["Input:BlockedWords"];
        try
        {
            _blocked = string.IsNullOrWhiteSpace(file) ? [] : [.. File.ReadLines(file).SelectMany(Words)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OptionsValidationException("Input:BlockedWords", typeof(WordList), [$"Input:BlockedWords: the list cannot be read ({e.Message})."]);
        }
    }

    public bool Accepts(string name) => _blocked.Count == 0 || !(Words(name).Any(_blocked.Contains) || _blocked.Contains(string.Concat(Words(name))));

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(rune);
            else if (Rune.IsWhiteSpace(rune) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static string Folded(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD).ToUpperInvariant();
        }
        catch (ArgumentException)
        {
            // No text at all; the rules of names refuse it.
            return "";
        }
    }
}
