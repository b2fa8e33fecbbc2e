using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Kahoot;

/// <summary>
/// Kahoot's spreadsheet (its template "Import spreadsheet"): somewhere a row with "Question", "Answer 1" … "Answer 4", "Time limit" and
/// "Correct answer(s)", then a question a row; correct are numbers such as "1,3".
/// </summary>
internal static class KahootReader
{
    private const int MaxColumns = 30;
    private const int MaxSheetRows = 20_000;

    // The library asks for Windows' code page before it knows that a file needs none.
    static KahootReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static RawFile Read(ReadOnlyMemory<byte> content)
    {
        if (!ZipFile.IsZip(content.Span)) return RawFile.Malformed("This is not a spreadsheet of the type xlsx.");
        if (ZipFile.Fault(content) is { } fault) return new RawFile([], fault);
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var sheet = ExcelReaderFactory.CreateOpenXmlReader(stream);
            var rows = Rows(sheet).ToList();
            var header = rows.FindIndex(r => IsHeader(r.Cells));
            return header < 0
                ? RawFile.Malformed("There is no row with the columns Question, Answer 1 … and Correct answer(s).")
                : new RawFile(Questions(rows, header).ToList());
        }
#pragma warning disable CA1031 // The library has no exception of its own for a damaged file; whatever it throws over these bytes means just that.
        catch (Exception)
#pragma warning restore CA1031
        {
            return RawFile.Malformed("This spreadsheet is damaged.");
        }
    }

    private static IEnumerable<(int Line, string[] Cells)> Rows(IExcelDataReader sheet)
    {
        for (var line = 1; line <= MaxSheetRows && sheet.Read(); line++)
        {
            var cells = new string[Math.Min(sheet.FieldCount, MaxColumns)];
            for (var i = 0; i < cells.Length; i++) cells[i] = (Convert.ToString(sheet.GetValue(i), CultureInfo.InvariantCulture) ?? "").Trim();
            if (cells.Any(c => c.Length > 0)) yield return (line, cells);
        }
    }

    private static bool IsHeader(string[] cells) =>
        cells.Any(c => Starts(c, "Question")) && cells.Any(c => Starts(c, "Answer 1")) && cells.Any(c => Starts(c, "Correct"));

    private static IEnumerable<RawRow> Questions(List<(int Line, string[] Cells)> rows, int header)
    {
        var names = rows[header].Cells;
        var text = Array.FindIndex(names, n => Starts(n, "Question"));
        var correct = Array.FindIndex(names, n => Starts(n, "Correct"));
        var time = Array.FindIndex(names, n => Starts(n, "Time"));
        int[] answers = [.. Enumerable.Range(0, names.Length).Where(i => Starts(names[i], "Answer"))];
        foreach (var (line, cells) in rows.Skip(header + 1))
        {
            // The template numbers its empty rows.
            if (Cell(text).Length == 0 && answers.All(i => Cell(i).Length == 0)) continue;
            var seconds = int.TryParse(Cell(time), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : (int?)null;
            yield return Row(line, Cell(text), [.. answers.Select(Cell)], Cell(correct), seconds);

            string Cell(int i) => i >= 0 && i < cells.Length ? cells[i] : "";
        }
    }

    private static RawRow Row(int line, string text, string[] answers, string correct, int? seconds)
    {
        var right = new HashSet<int>();
        foreach (var name in correct.Split([',', ';', ' ', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > answers.Length || answers[number - 1].Length == 0)
                return RawRow.Bad(line, "correct_unknown", "The correct answers are numbers of answers that are there, such as 1,3.");
            right.Add(number - 1);
        }

        ImmutableArray<Choice> choices = [.. answers.Select((a, i) => new Choice(a, right.Contains(i))).Where(c => c.Text.Length > 0)];
        Question question = choices is [{ Text: var one }, { Text: var other }] && Is(one, "true") && Is(other, "false") && right.Count == 1 ? new TrueFalse { Text = text, Answer = choices[0].Correct }
            : right.Count > 1 ? new MultipleChoice { Text = text, Choices = choices }
            : new SingleChoice { Text = text, Choices = choices };
        return RawRow.Good(line, question with { Seconds = seconds });
    }

    private static bool Starts(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
