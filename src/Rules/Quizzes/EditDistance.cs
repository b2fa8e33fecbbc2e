namespace QuizOrleans.Rules.Quizzes;

/// <summary>
/// Optimal string alignment: the fewest insertions, deletions, replacements and swaps of neighbours, no part edited twice
/// (Boytsov 2011, "Indexing methods for approximate dictionary searching", section 2.2).
/// </summary>
internal static class EditDistance
{
    private const int StackLimit = 128;

    public static bool IsAtMost(int limit, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return false;
        var width = b.Length + 1;
        Span<int> rows = width <= StackLimit ? stackalloc int[3 * StackLimit] : new int[3 * width];
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var best = row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var cost = Math.Min(above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                best = Math.Min(best, cost);
            }

            // A swap reaches back two rows, so one row above the limit does not end it; two do. One row is at most one below the next.
            if (best > limit + 1) return false;
            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[^1] <= limit;
    }
}
