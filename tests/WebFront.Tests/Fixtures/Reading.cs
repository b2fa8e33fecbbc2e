using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Reads JSON shortly.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Each is named after what it reads.")]
public static class Reading
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static int Int(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static long Long(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public static bool True(this JsonElement json, string name) => json.GetProperty(name).GetBoolean();

    public static JsonElement? Maybe(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    public static IEnumerable<JsonElement> List(this JsonElement json, string name) => json.GetProperty(name).EnumerateArray();

    public static JsonElement Player(this JsonElement snapshot, string playerId) => snapshot.List("players").Single(p => p.Text("playerId") == playerId);
}
