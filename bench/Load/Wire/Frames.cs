using System.Buffers.Text;
using System.Text;

namespace QuizOrleans.Load.Wire;

/// <summary>Finds single values in JSON bytes without parsing the rest.</summary>
internal static class Frames
{
    /// <summary>The number after a marker such as <c>"index":</c>. Throws when there is none: then the wire is not what we think.</summary>
    public static int NumberAfter(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> marker)
    {
        var at = frame.IndexOf(marker);
        if (at < 0 || !Utf8Parser.TryParse(frame[(at + marker.Length)..], out int number, out _))
            throw new FormatException($"No {Encoding.UTF8.GetString(marker)} in {Encoding.UTF8.GetString(frame)}");
        return number;
    }

    /// <summary>The text after a marker such as <c>"pin":"</c>, up to the next quote; empty when there is none. For ids and codes, which have no escapes.</summary>
    public static ReadOnlySpan<byte> TextAfter(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> marker)
    {
        var at = frame.IndexOf(marker);
        if (at < 0) return [];
        var rest = frame[(at + marker.Length)..];
        return rest[..Math.Max(0, rest.IndexOf((byte)'"'))];
    }

    public static bool IsAccepted(ReadOnlySpan<byte> frame) => frame.IndexOf("\"accepted\":true"u8) >= 0;
}
