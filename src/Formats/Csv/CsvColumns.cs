using System.Collections.Immutable;

namespace QuizOrleans.Formats.Csv;

/// <summary>Which column is where.</summary>
internal sealed class CsvColumns
{
    public const string TagDividers = "|;,";
    public const string CorrectDividers = "|;, ";

    /// <summary>The columns as we write them, in order.</summary>
    public static readonly ImmutableArray<string> All =
    [
        "kind", "text", .. Enumerable.Range(1, 8).Select(i => $"choice{i}"), "correct", "answer", "within", "rule", "unit", "typos", "explanation", "category", "tags", "difficulty", "language",
        "seconds", "points", "examType", "subject", "source", "licence", "status",
    ];

    // What others call them, in lower case without spaces and signs.
    private static readonly Dictionary<string, string> Names = All.ToDictionary(c => c.ToLowerInvariant()).Concat(new Dictionary<string, string>
    {
        ["type"] = "kind",
        ["question"] = "text",
        ["questiontext"] = "text",
        ["correctanswer"] = "correct",
        ["correctanswers"] = "correct",
        ["right"] = "correct",
        ["answers"] = "answer",
        ["accepted"] = "answer",
        ["tolerance"] = "within",
        ["feedback"] = "explanation",
        ["topic"] = "category",
        ["level"] = "difficulty",
        ["time"] = "seconds",
        ["timelimit"] = "seconds",
        ["exam"] = "examType",
        ["license"] = "licence",
        ["lang"] = "language",
    }).ToDictionary();

    private static readonly string[] Lettered = ["choice", "option", "answer"];

    private readonly Dictionary<string, int> _places = [];

    private CsvColumns()
    {
    }

    public static CsvColumns Read(string[] header)
    {
        var columns = new CsvColumns();
        for (var i = 0; i < header.Length; i++)
        {
            if (NameOf(header[i]) is { } name) columns._places.TryAdd(name, i);
        }

        return columns;
    }

    public bool Has(string name) => _places.ContainsKey(name);

    public string Cell(string[] cells, string name) => _places.TryGetValue(name, out var place) && place < cells.Length ? CsvCells.Unguarded(cells[place]).Trim() : "";

    private static string? NameOf(string header)
    {
        var plain = new string([.. header.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        if (Names.TryGetValue(plain, out var name)) return name;
        // "Option A", "Answer 1", "choice b" …
        var place = Lettered.FirstOrDefault(p => plain.StartsWith(p, StringComparison.Ordinal)) is { } prefix ? plain[prefix.Length..] : "";
        return place is [var one and (>= '1' and <= '8' or >= 'a' and <= 'h')] ? $"choice{(char)(char.IsAsciiDigit(one) ? one : one - 'a' + '1')}" : null;
    }
}

/// <summary>A record by the names of its columns.</summary>
internal sealed class CsvRow(CsvColumns columns, string[] cells)
{
    /// <summary>Empty where there is no such column or cell.</summary>
    public string this[string name] => columns.Cell(cells, name);

    public ImmutableArray<string> Choices { get; } = [.. Enumerable.Range(1, 8).Select(i => columns.Cell(cells, $"choice{i}")).Where(c => c.Length > 0)];
}
