using System.Collections.Immutable;
using System.Text;

namespace QuizOrleans.Storage.Tests.Fixtures;

internal static class Events
{
    public static ReadOnlyMemory<byte> Event(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>Events that name themselves: {"n":"a"}.</summary>
    public static ImmutableArray<ReadOnlyMemory<byte>> Some(params IEnumerable<string> names) => [.. names.Select(name => Event($$"""{"n":"{{name}}"}"""))];

    public static string Text(this ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    public static string NewStream() => $"main/room/{Guid.NewGuid():N}";
}
