using System.Collections.Immutable;
using System.Text.RegularExpressions;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Gift;

/// <summary>
/// Moodle's GIFT format (docs.moodle.org/en/GIFT_format): items divided by blank lines, "// comments", "$CATEGORY: path". What players here
/// cannot be asked (essays, matching other than to places 1 … n) is reported.
/// </summary>
internal static partial class GiftReader
{
    public static RawFile Read(string text)
    {
        var rows = new List<RawRow>();
        var category = "";
        foreach (var item in Items(TextFile.Lines(text)))
        {
            if (item.Category is not null) category = item.Category;
            else rows.Add(Row(item, category));
        }

        return rows.Count > 0 ? new RawFile(rows) : RawFile.Malformed("This is not a file of the GIFT format: there is no question in it.");
    }

    private static RawRow Row(Item item, string category)
    {
        var (question, fault) = GiftQuestion.Read(item.Text);
        if (question is null) return new RawRow(item.Line, null, [fault!]);
        var notes = item.Notes.ToLookup(n => n.Name, n => n.Value);
        var difficulty = notes["difficulty"].FirstOrDefault() switch { "easy" => Difficulty.Easy, "medium" => Difficulty.Medium, "hard" => Difficulty.Hard, _ => Difficulty.Unset };
        return new RawRow(item.Line, new BankQuestion
        {
            Question = question with { Category = category, Difficulty = difficulty, Tags = [.. notes["tag"]] },
            Language = notes["language"].FirstOrDefault("")!,
            ExamType = notes["examType"].FirstOrDefault("")!,
            Subject = notes["subject"].FirstOrDefault("")!,
            Source = notes["source"].FirstOrDefault("")!,
            Licence = notes["licence"].FirstOrDefault("")!,
        }, []);
    }

    private static IEnumerable<Item> Items(string[] lines)
    {
        var text = new List<string>();
        var notes = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        var start = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            var line = i < lines.Length ? lines[i].Trim() : "";
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                notes.AddRange(Note().Matches(line).Select(m => (m.Groups[1].Value, NoteEscape().Replace(m.Groups[2].Value, "$1").Trim())));
            }
            else if (text.Count == 0 && line.StartsWith("$CATEGORY:", StringComparison.OrdinalIgnoreCase))
            {
                yield return new Item(i + 1, "", [], CategoryOf(line["$CATEGORY:".Length..]));
            }
            else if (line.Length > 0)
            {
                if (text.Count == 0) start = i + 1;
                text.Add(line);
            }
            else if (text.Count > 0)
            {
                yield return new Item(start, string.Join('\n', text), notes.DrainToImmutable(), null);
                text.Clear();
            }
        }
    }

    /// <summary>"$course$/top/History/Rome" → "History/Rome"; a doubled slash is one within a name.</summary>
    private static string CategoryOf(string path)
    {
        var names = Slash().Split(path.Trim()).Select(n => n.Replace("//", "/", StringComparison.Ordinal).Trim()).ToList();
        if (names is [['$', .., '$'], ..]) names.RemoveAt(0);
        if (names is ["top", ..]) names.RemoveAt(0);
        return string.Join('/', names);
    }

    [GeneratedRegex(@"\[(\w+):((?:\\.|[^\]\\])*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Note();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant)]
    private static partial Regex NoteEscape();

    [GeneratedRegex(@"(?<!/)/(?!/)", RegexOptions.CultureInvariant)]
    private static partial Regex Slash();

    private sealed record Item(int Line, string Text, ImmutableArray<(string Name, string Value)> Notes, string? Category);
}
