using System.Collections.Immutable;

namespace QuizOrleans.Storage.Database;

/// <summary>Cuts lists into pages. One item more than a page is asked for, to know whether there is a next page.</summary>
internal static class Page
{
    private const int Longest = 100;

    public static int Ask(int limit) => Size(limit) + 1;

    /// <summary>Takes off what is too many and returns the next page's cursor, or null at the end.</summary>
    public static string? Cut<T>(ImmutableArray<T>.Builder items, int limit, Func<T, Cursor> cursorOf)
    {
        if (items.Count <= Size(limit)) return null;
        items.Count = Size(limit);
        return cursorOf(items[^1]).ToString();
    }

    private static int Size(int limit) => Math.Clamp(limit, 1, Longest);
}
