using System.Globalization;
using System.Text;

namespace QuizOrleans.Load.Runs;

/// <summary>The medians of all repeats side by side, and the ratios that matter, as a markdown table.</summary>
internal static class Summary
{
    /// <param name="title">The workload in a few words.</param>
    /// <param name="medians">Rows of medians over repeats, with ratios.</param>
    /// <param name="sums">Rows of sums over repeats.</param>
    public static string Table<TResult>(
        string title,
        BenchOptions options,
        List<TResult> results,
        IEnumerable<(string Name, Func<TResult, double?> Value)> medians,
        IEnumerable<(string Name, Func<TResult, int> Value)> sums)
        where TResult : RunResult
    {
        var targets = options.Targets.Distinct().ToArray();
        var references = targets.Contains("quiz") ? targets.Where(t => t != "quiz").ToArray() : [];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{title}, median of {options.Repeats}, {Environment.ProcessorCount} cores");
        text.AppendLine();
        Row(text, "", [.. targets, .. references.Select(t => $"quiz/{t}")]);
        Row(text, "---", Enumerable.Repeat("--:", targets.Length + references.Length));
        foreach (var (name, value) in medians)
        {
            double? Cell(string target) => Median(Of(target).Select(value));
            Row(text, name, [.. targets.Select(t => Show(Cell(t), "0.###")), .. references.Select(t => Show(Cell("quiz") / Cell(t), "0.00"))]);
        }

        foreach (var (name, value) in sums)
            Row(text, name, [.. targets.Select(t => Show(Of(t).Sum(value), "0")), .. references.Select(_ => "")]);
        return text.ToString();

        IEnumerable<TResult> Of(string target) => results.Where(r => r.Target == target);
    }

    private static void Row(StringBuilder text, string name, IEnumerable<string> cells) =>
        text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", cells).AppendLine(" |");

    private static string Show(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";

    private static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        if (sorted.Length == 0) return null;
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
