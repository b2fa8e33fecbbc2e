using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace QuizOrleans.WebFront.Telemetry;

/// <summary>
/// Metrics in Prometheus' text format, version 0.0.4, with names by OpenTelemetry's rules for Prometheus: dots become underscores, the unit is
/// spelled out at the end, and what only grows ends in <c>_total</c>.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Levels that the runtime publishes as counters, which they are not: they fall, too.</summary>
    private static readonly string[] Levels = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    public static void Write(StringBuilder text, Metric metric)
    {
        var type = Levels.Contains(metric.Name) ? "gauge" : TypeOf(metric.MetricType);
        if (type is null) return;
        var name = NameOf(metric.Name, metric.Unit, type);
        text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(metric.Description, quotes: false)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point.Tags);
            if (type == "histogram") WriteHistogram(text, name, labels, point);
            else WriteSample(text, name, "", labels, ValueOf(metric.MetricType, point));
        }
    }

    internal static string NameOf(string name, string unit, string type)
    {
        var result = new StringBuilder(name.Length + 16);
        foreach (var c in name) result.Append(char.IsAsciiLetterOrDigit(c) || c == ':' ? c : '_');
        if (char.IsAsciiDigit(result[0])) result.Insert(0, '_');
        if (Spelled(unit) is { Length: > 0 } spelled && !result.ToString().EndsWith('_' + spelled, StringComparison.Ordinal)) result.Append('_').Append(spelled);
        if (type == "counter") result.Append("_total");
        return result.ToString();
    }

    private static string? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic or MetricType.LongGauge or MetricType.DoubleGauge => "gauge",
        MetricType.Histogram => "histogram",
        _ => null,
    };

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static void WriteHistogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        long below = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            WriteSample(text, name, "_bucket", $"{(labels.Length > 0 ? labels + "," : "")}le=\"{bound}\"", below);
        }

        WriteSample(text, name, "_sum", labels, point.GetHistogramSum());
        WriteSample(text, name, "_count", labels, point.GetHistogramCount());
    }

    private static void WriteSample(StringBuilder text, string name, string suffix, string labels, double value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string LabelsOf(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var tag in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            foreach (var c in tag.Key) labels.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            var value = tag.Value switch { bool b => b ? "true" : "false", var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "" };
            labels.Append("=\"").Append(Escaped(value, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string Escaped(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Spelled(string unit) => unit switch
    {
        "" or ['{', ..] => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        "1" => "ratio",
        _ => new string([.. unit.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]),
    };
}
