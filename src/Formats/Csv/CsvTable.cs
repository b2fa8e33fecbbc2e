using CsvHelper;

namespace QuizOrleans.Formats.Csv;

/// <summary>A CSV file as records with their lines; the separator (comma, semicolon, tab or bar) is the most frequent of the first line.</summary>
internal static class CsvTable
{
    private const string Separators = ",;\t|";
    private const int MaxRecordBytes = 64 * 1024;

    /// <summary>
    /// Records, empty ones left out. A quote that is never closed would swallow the rest of the file: such a file is read again with every
    /// line a record, so that it costs its own row only.
    /// </summary>
    /// <exception cref="CsvFormatException">A record is longer than any question could be.</exception>
    public static List<(int Line, string[] Cells)> Read(string text)
    {
        var isMalformed = false;
        try
        {
            var records = Read(text, linesInQuotes: true, () => isMalformed = true);
            if (!isMalformed) return records;
        }
        catch (CsvFormatException)
        {
            // Longer than a record can be: what follows an open quote, most likely.
        }

        return Read(text, linesInQuotes: false, () => { });
    }

    /// <summary>By the names of the columns, which hold none themselves; questions do, and a guess by them can be wrong. "sep=;" says it outright.</summary>
    private static char? SeparatorOf(string text)
    {
        var line = text.AsSpan().TrimStart("\r\n \uFEFF");
        line = line.IndexOfAny('\r', '\n') is >= 0 and var end ? line[..end] : line;
        if (line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) return null;
        var (found, most) = (',', 0);
        foreach (var separator in Separators)
        {
            if (line.Count(separator) > most) (found, most) = (separator, line.Count(separator));
        }

        return found;
    }

    private static List<(int Line, string[] Cells)> Read(string text, bool linesInQuotes, Action onMalformed)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            AllowLineBreaksInQuotes = linesInQuotes,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = _ => onMalformed(),
        });
        var records = new List<(int, string[])>();
        while (csv.Read())
        {
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = csv.GetString(i);
            if (cells.Any(c => !string.IsNullOrWhiteSpace(c))) records.Add(((int)csv.LineNumber, cells));
        }

        return records;
    }
}
