using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace QuizOrleans.WebFront.Telemetry;

/// <summary>OpenTelemetry's own exporter for Prometheus is not in every feed; this one writes what its reader collected when the page is asked for.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    public Func<int, bool>? Collect { get; set; }

    /// <summary>Null when the figures could not be collected.</summary>
    public string? Page()
    {
        lock (_lock) return Collect?.Invoke(Timeout.Infinite) is true ? _text.ToString() : null;
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _text.Clear();
        foreach (var metric in batch) PrometheusText.Write(_text, metric);
        return ExportResult.Success;
    }
}
