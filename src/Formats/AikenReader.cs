using System.Collections.Immutable;
using System.Text.RegularExpressions;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats;

/// <summary>
/// Moodle's Aiken format (docs.moodle.org/en/Aiken_format): the question, its choices as "A. …" or "A) …", then "ANSWER: A". Ours besides:
/// "ANSWER: A, C" makes a multiple choice, and a question may have several lines.
/// </summary>
internal static partial class AikenReader
{
    public static RawFile Read(string text)
    {
        var rows = Rows(TextFile.Lines(text)).ToList();
        return rows.Count > 0 ? new RawFile(rows) : RawFile.Malformed("This is not a file of the Aiken format: there is no question in it.");
    }

    private static IEnumerable<RawRow> Rows(string[] lines)
    {
        var item = new Item();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var answer = AnswerLine().Match(line);
            var choice = ChoiceLine().Match(line);
            if (line.Length == 0)
            {
                // Blank lines divide questions, but only those that have choices are known to be whole.
                if (item.Choices.Count > 0) yield return item.End("", ref item);
                else item.HadGap = item.Text.Count > 0;
            }
            else if (answer.Success)
            {
                yield return item.End(answer.Groups[1].Value, ref item, i + 1);
            }
            else if (choice.Success && item.Text.Count > 0)
            {
                item.Choices.Add((choice.Groups[1].Value[0], choice.Groups[2].Value.Trim()));
            }
            else if (item.Choices.Count > 0)
            {
                // A choice goes on in the next line.
                item.Choices[^1] = (item.Choices[^1].Letter, $"{item.Choices[^1].Text} {line}");
            }
            else
            {
                if (item.HadGap) yield return item.End("", ref item);
                item.Add(line, i + 1);
            }
        }

        if (item.Text.Count > 0) yield return item.End("", ref item);
    }

    [GeneratedRegex(@"^([A-Z])[.)]\s+(\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ChoiceLine();

    [GeneratedRegex(@"^ANSWER\s*:\s*(.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnswerLine();

    private sealed class Item
    {
        private int _line;

        public List<string> Text { get; } = [];

        public List<(char Letter, string Text)> Choices { get; } = [];

        public bool HadGap { get; set; }

        public void Add(string text, int line)
        {
            if (Text.Count == 0) _line = line;
            Text.Add(text);
        }

        /// <summary>What has been gathered, as a row; the next item begins.</summary>
        public RawRow End(string answer, ref Item next, int line = 0)
        {
            next = new Item();
            var at = _line > 0 ? _line : line;
            if (Text.Count == 0) return RawRow.Bad(at, "text_missing", "There is an answer without a question.");
            if (Choices.Count == 0) return RawRow.Bad(at, "choices_too_few", "The question has no choices of the form \"A. text\".");
            if (answer.Length == 0) return RawRow.Bad(at, "answer_missing", "The question has no line \"ANSWER: A\".");
            var letters = answer.ToUpperInvariant().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
            if (letters.Any(l => l.Length != 1 || Choices.All(c => c.Letter != l[0])) || letters.Length == 0)
                return RawRow.Bad(at, "answer_invalid", "The answer names a letter that no choice has.");
            if (Choices.DistinctBy(c => c.Letter).Count() < Choices.Count) return RawRow.Bad(at, "choices_duplicate", "Two choices have the same letter.");
            ImmutableArray<Choice> choices = [.. Choices.Select(c => new Choice(c.Text, letters.Contains(c.Letter.ToString())))];
            var text = string.Join('\n', Text);
            return RawRow.Good(at, letters.Length > 1 ? new MultipleChoice { Text = text, Choices = choices } : new SingleChoice { Text = text, Choices = choices });
        }
    }
}
