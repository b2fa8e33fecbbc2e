using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace QuizOrleans.Formats.Qti;

/// <summary>
/// IMS QTI 2.1 (imsglobal.org/question/qtiv2p1): an assessmentItem, several within any other element, or a package (zip) of files with them.
/// Document types are refused, and nothing outside the file is ever asked for.
/// </summary>
internal static class QtiReader
{
    private const long MaxCharacters = 16 * 1024 * 1024;

    /// <summary>Elements within elements; text is read by recursion.</summary>
    private const int MaxDepth = 100;

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static RawFile Read(ReadOnlyMemory<byte> content) => ZipFile.IsZip(content.Span) ? Package(content) : Document(content);

    private static RawFile Document(ReadOnlyMemory<byte> content)
    {
        var rows = Items(content.ToArray(), out var fault);
        return fault is not null ? RawFile.Malformed($"This is not XML that can be read: {fault}")
            : rows.Count > 0 ? new RawFile(rows)
            : RawFile.Malformed("There is no assessmentItem of QTI 2 in this file.");
    }

    private static RawFile Package(ReadOnlyMemory<byte> content)
    {
        if (ZipFile.Fault(content) is { } fault) return new RawFile([], fault);
        using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
        var rows = new List<RawRow>();
        foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            rows.AddRange(Items(Bytes(entry), out var broken));
            // A file that is broken counts as one bad item; a manifest, a test or anything else has none.
            if (broken is not null) rows.Add(RawRow.Bad(0, "item_malformed", $"{Shortened(entry.FullName)}: {broken}"));
        }

        return rows.Count > 0 ? new RawFile(rows) : RawFile.Malformed("There is no assessmentItem of QTI 2 in this package.");
    }

    private static List<RawRow> Items(byte[] xml, out string? fault)
    {
        fault = null;
        try
        {
            if (IsTooDeep(xml))
            {
                fault = $"elements lie more than {MaxDepth} deep";
                return [];
            }

            using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), Safe);
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo);
            return [.. document.Descendants().Where(e => e.Name.LocalName == "assessmentItem").Select(QtiItem.Read)];
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or InvalidDataException or ArgumentException)
        {
            fault = e is XmlException { LineNumber: > 0 and var line } ? $"line {line} is not well-formed, or has a document type, which is refused" : "it is not well-formed";
            return [];
        }
    }

    private static bool IsTooDeep(byte[] xml)
    {
        using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), Safe);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) return true;
        }

        return false;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Shortened(string name) => name.Length > 60 ? name[..60] + "…" : name;
}
