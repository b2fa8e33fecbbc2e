using System.Globalization;
using System.Text;

namespace QuizOrleans.Load.Room;

/// <summary>The medians of all repeats side by side, and the ratios that matter, as a markdown table.</summary>
internal static class Summary
{
    private static readonly (string Name, Func<RunResult, double?> Value)[] Medians =
    [
        ("receipt p50, ms", r => r.ReceiptP50Ms),
        ("receipt p95, ms", r => r.ReceiptP95Ms),
        ("receipt p99, ms", r => r.ReceiptP99Ms),
        ("receipt max, ms", r => r.ReceiptMaxMs),
        ("broadcast p50, ms", r => r.BroadcastP50Ms),
        ("broadcast p99, ms", r => r.BroadcastP99Ms),
        ("– question opened p99, ms", r => r.OpenP99Ms),
        ("– question closed p99, ms", r => r.CloseP99Ms),
        ("steer p99, ms", r => r.SteerP99Ms),
        ("server CPU-ms an answer", r => r.ServerCpuMsPerAnswer),
        ("PostgreSQL CPU-ms an answer", r => r.PostgresCpuMsPerAnswer),
        ("generator CPU-ms an answer", r => r.GeneratorCpuMsPerAnswer),
        ("machine's CPU used by the run", r => r.CpuUse),
        ("machine's CPU used by others", r => r.OthersCpuUse),
        ("send lag p99, ms", r => r.SendLagP99Ms),
        ("memory a connection, KB", r => r.MemoryKbPerConnection),
        ("bytes a player and round", r => r.BytesPerPlayerAndRound),
        ("messages a player and round", r => r.MessagesPerPlayerAndRound),
        ("connect and join, s", r => r.ConnectSeconds),
        ("mean commit batch", r => r.CommitBatch),
        ("disk flush, µs", r => r.FlushMicros),
    ];

    private static readonly (string Name, Func<RunResult, int> Value)[] Sums =
    [
        ("answers sent, all runs", r => r.AnswersSent),
        ("acknowledged", r => r.Acknowledged),
        ("refused", r => r.Refused),
        ("lost or miscounted", r => r.Lost + r.Miscounted),
        ("duplicates, missed events, broken connections", r => r.Duplicates + r.MissedEvents + r.BrokenConnections),
    ];

    public static string Table(RoomOptions options, List<RunResult> results)
    {
        var targets = options.Targets.Distinct().ToArray();
        var references = targets.Contains("quiz") ? targets.Where(t => t != "quiz").ToArray() : [];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{options.Players} players, {options.Rounds} rounds, median of {options.Repeats}, ");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores");
        text.AppendLine();
        Row(text, "", [.. targets, .. references.Select(t => $"quiz/{t}")]);
        Row(text, "---", Enumerable.Repeat("--:", targets.Length + references.Length));
        foreach (var (name, value) in Medians)
        {
            double? Cell(string target) => Median(Of(results, target).Select(value));
            Row(text, name, [.. targets.Select(t => Show(Cell(t), "0.###")), .. references.Select(t => Show(Cell("quiz") / Cell(t), "0.00"))]);
        }

        foreach (var (name, value) in Sums)
            Row(text, name, [.. targets.Select(t => Show(Of(results, t).Sum(value), "0")), .. references.Select(_ => "")]);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, IEnumerable<string> cells) =>
        text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", cells).AppendLine(" |");

    private static IEnumerable<RunResult> Of(List<RunResult> results, string target) => results.Where(r => r.Target == target);

    private static string Show(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";

    private static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        if (sorted.Length == 0) return null;
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
