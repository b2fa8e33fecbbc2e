using System.Globalization;
using System.Text.RegularExpressions;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Telemetry;

/// <summary>Figures are the process's, and other tests play in it at the same time: what is checked is the page's form, and that it knows of a game.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task The_page_is_prometheus_text()
    {
        var front = await TestFront.SharedAsync();
        await PlayAQuestion(front);
        using var answer = await front.Anonymous.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        lines[^1].ShouldBe("");
        foreach (var line in lines[..^1].Where(line => !Comment().IsMatch(line))) line.ShouldMatch(Sample().ToString());
    }

    [Theory]
    [InlineData("quiz_rooms_active", "gauge")]
    [InlineData("quiz_players_present", "gauge")]
    [InlineData("quiz_answers_total", "counter")]
    [InlineData("quiz_answer_duration_seconds", "histogram")]
    [InlineData("quiz_relay_rooms", "gauge")]
    [InlineData("quiz_relay_connections", "gauge")]
    [InlineData("signalr_server_active_connections", "gauge")]
    [InlineData("http_server_request_duration_seconds", "histogram")]
    [InlineData("dotnet_process_memory_working_set_bytes", "gauge")]
    [InlineData("dotnet_process_cpu_time_seconds_total", "counter")]
    public async Task It_has_what_operators_look_for(string name, string type)
    {
        var front = await TestFront.SharedAsync();
        await PlayAQuestion(front);
        var page = await front.Anonymous.GetStringAsync("/metrics");
        page.ShouldContain($"# TYPE {name} {type}\n");
        page.Split('\n').ShouldContain(line => line.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_are_counted_by_method_route_and_status()
    {
        var front = await TestFront.SharedAsync();
        await front.GuestAsync("Ada");
        (await front.Anonymous.GetStringAsync("/metrics")).Split('\n').ShouldContain(line =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && line.Contains("http_request_method=\"POST\"")
            && line.Contains("http_route=\"/api/auth/guest\"") && line.Contains("http_response_status_code=\"200\""));
    }

    [Fact]
    public async Task A_histogram_adds_up()
    {
        var front = await TestFront.SharedAsync();
        await PlayAQuestion(front);
        var lines = (await front.Anonymous.GetStringAsync("/metrics")).Split('\n');
        double[] Values(string suffix) =>
            [.. lines.Where(l => l.StartsWith("quiz_answer_duration_seconds" + suffix, StringComparison.Ordinal)).Select(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))];
        var buckets = lines.SkipWhile(l => !l.StartsWith("quiz_answer_duration_seconds_bucket", StringComparison.Ordinal))
            .TakeWhile(l => l.StartsWith("quiz_answer_duration_seconds_bucket", StringComparison.Ordinal)).ToArray();
        buckets[^1].ShouldContain("le=\"+Inf\"");
        Values("_bucket")[..buckets.Length].ShouldBeInOrder();
        Values("_bucket")[buckets.Length - 1].ShouldBe(Values("_count")[0]);
        Values("_count")[0].ShouldBeGreaterThan(0);
        Values("_sum")[0].ShouldBeGreaterThan(0);
    }

    private static async Task PlayAQuestion(TestFront front)
    {
        await using var room = await TestRoom.OpenAsync(front);
        var ada = await room.Join("Ada");
        await room.Start();
        (await ada.Answer(room.Pin, 0, 0)).GetProperty("accepted").GetBoolean().ShouldBeTrue();
    }

    [GeneratedRegex("""^# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram))$""")]
    private static partial Regex Comment();

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*\})? (-?[0-9.]+(E[+-]?[0-9]+)?|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();
}
