using System.Buffers.Text;

namespace QuizOrleans.Load.Wire;

/// <summary>Finds single values in JSON bytes without parsing the rest.</summary>
internal static class Frames
{
    /// <summary>The number after a marker such as <c>"index":</c>. Throws when there is none: then the wire is not what we think.</summary>
    public static int NumberAfter(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> marker)
    {
        var at = frame.IndexOf(marker);
        if (at < 0 || !Utf8Parser.TryParse(frame[(at + marker.Length)..], out int number, out _))
            throw new FormatException($"No {System.Text.Encoding.UTF8.GetString(marker)} in {System.Text.Encoding.UTF8.GetString(frame)}");
        return number;
    }

    public static bool IsAccepted(ReadOnlySpan<byte> frame) => frame.IndexOf("\"accepted\":true"u8) >= 0;

    /// <summary>Tells the listener of the events that the workload times; others are only counted.</summary>
    public static void Tell(IRoomListener listener, int slot, ReadOnlySpan<byte> name, ReadOnlySpan<byte> frame, long at)
    {
        if (name.StartsWith("QuestionOpened\""u8)) listener.Opened(slot, NumberAfter(frame, "\"index\":"u8), at);
        else if (name.StartsWith("QuestionClosed\""u8)) listener.Closed(slot, NumberAfter(frame, "\"index\":"u8), at, frame);
    }
}
