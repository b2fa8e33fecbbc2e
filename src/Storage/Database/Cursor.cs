using System.Buffers.Text;
using System.Text.Json;

namespace QuizOrleans.Storage.Database;

/// <summary>
/// Where a list page ended: the time and the id of its last item. Clients see base64url and pass it back unread; what cannot be read
/// means the first page, so that an old bookmark never fails.
/// </summary>
internal readonly record struct Cursor(DateTimeOffset At, string Id)
{
    private const int MaxLength = 512;

    /// <summary>After it comes everything: newest first, so the end of time.</summary>
    public static Cursor Start { get; } = new(DateTimeOffset.MaxValue, "");

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([Microseconds(At), Id]));

    public static Cursor Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength) return Start;
        try
        {
            using var parts = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            return parts.RootElement.ValueKind is JsonValueKind.Array && parts.RootElement.GetArrayLength() == 2 && parts.RootElement[1].GetString() is { } id && !id.Contains('\0', StringComparison.Ordinal)
                ? new Cursor(DateTimeOffset.UnixEpoch.AddMicroseconds(parts.RootElement[0].GetInt64()), id)
                : Start;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            return Start;
        }
    }

    /// <summary>Whether an item lies behind the cursor in a list that is newest first, then by id.</summary>
    public bool IsBefore(DateTimeOffset at, string id) =>
        Microseconds(at) < Microseconds(At) || (Microseconds(at) == Microseconds(At) && string.CompareOrdinal(id, Id) > 0);

    /// <summary>The database's resolution: a finer time would never equal what it gives back.</summary>
    private static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
