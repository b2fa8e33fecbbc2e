using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Telemetry;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Telemetry;

/// <summary>What docs/operations.md promises to be at /metrics is there, by that name, and counters from the start.</summary>
public sealed partial class DocumentedMetricsTests : IAsyncLifetime, IDisposable
{
    private readonly HashSet<string> _names = [];
    private readonly MeterListener _listener = new();
    private TestFront _front = null!;

    public async Task InitializeAsync()
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            lock (_names) _names.Add(PrometheusText.NameOf(instrument.Name, instrument.Unit ?? "", TypeOf(instrument)));
        };
        _listener.Start();
        _front = await TestFront.StartAsync($"DATABASE_URL={await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()}");
        // Made when they are first needed.
        foreach (var instruments in new[] { typeof(RoomMetrics), typeof(QueueMetrics), typeof(GenerationMetrics) }) _front.Services.GetRequiredService(instruments);
    }

    public async Task DisposeAsync() => await _front.DisposeAsync();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Every_documented_metric_has_an_instrument()
    {
        var documented = Documented();
        documented.Count.ShouldBeGreaterThan(20);
        string[] names;
        lock (_names) names = [.. _names];
        foreach (var name in documented.Where(n => Engine.Name == "Orleans" || !n.Contains("orleans_", StringComparison.Ordinal)))
            names.ShouldContain(n => name.EndsWith('*') ? n.StartsWith(name.TrimEnd('*'), StringComparison.Ordinal) : n == name, $"{name} is in docs/operations.md");
    }

    [Theory]
    [InlineData("quiz_storage_retries_total{db_operation_name=\"journal.append\"}")]
    [InlineData("quiz_journal_conflicts_total")]
    [InlineData("quiz_tenant_refusals_total")]
    [InlineData("quiz_relay_cut_off_total")]
    [InlineData("quiz_limits_refused_total{quiz_limit=\"messages\"}")]
    [InlineData("quiz_limits_refused_total{quiz_limit=\"sign-in\"}")]
    [InlineData("quiz_connections_closed_total{quiz_code=\"rate_limited\"}")]
    [InlineData("quiz_connections_closed_total{quiz_code=\"signed_out\"}")]
    public async Task A_counter_is_there_before_its_first_event(string series) => (await Page()).ShouldContain($"\n{series} 0\n");

    [Theory]
    [InlineData("dotnet_thread_pool_thread_count")]
    [InlineData("dotnet_thread_pool_queue_length")]
    public async Task A_level_is_a_gauge_whatever_the_runtime_calls_it(string name)
    {
        var page = await Page();
        page.ShouldContain($"# TYPE {name} gauge\n");
        page.ShouldContain($"\n{name} ");
    }

    private Task<string> Page() => _front.Anonymous.GetStringAsync("/metrics");

    /// <summary>The first column of the table under "Health and metrics".</summary>
    private static List<string> Documented()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "docs", "operations.md"))) root = root.Parent!;
        var text = File.ReadAllText(Path.Combine(root.FullName, "docs", "operations.md"));
        var table = text[text.IndexOf("| metric | says |", StringComparison.Ordinal)..];
        return [.. table[..table.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n').Skip(2).SelectMany(row => Name().Matches(row.Split('|')[1])).Select(m => m.Groups[1].Value)];
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "Histogram" => "histogram",
        _ => "gauge",
    };

    [GeneratedRegex("`([a-z_]+[*]?)")]
    private static partial Regex Name();
}
