using System.IO.Compression;
using QuizOrleans.Rules;

namespace QuizOrleans.Formats;

/// <summary>Archives from strangers: a few kilobytes may unpack to gigabytes, so what they hold is measured before anything reads it.</summary>
internal static class ZipFile
{
    private const int MaxEntries = 6000;
    private const long MaxUnpacked = 64 * 1024 * 1024;

    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Null when it can be unpacked within the limits. By unpacking it: the sizes that an archive states need not be true.</summary>
    public static Rejection? Fault(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries) return TooLarge();
            var buffer = new byte[64 * 1024];
            var unpacked = 0L;
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                for (int read; (read = stream.Read(buffer)) > 0;)
                {
                    unpacked += read;
                    if (unpacked > MaxUnpacked) return TooLarge();
                }
            }

            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return new Rejection("malformed", "This archive is damaged.");
        }
    }

    private static Rejection TooLarge() => new("file_too_large", $"Unpacked, the file has more than {MaxUnpacked / 1024 / 1024} MB or {MaxEntries} parts.");
}
