using System.Text.Json;

namespace QuizOrleans.Storage.Database;

/// <summary>How documents are written: camelCase, absent members take their defaults, unknown ones are left for newer programs.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A stored document is null.");
}
