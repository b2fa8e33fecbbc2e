using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Tests.Relay;

/// <summary>A line to a connection that is read by the test, or by nobody.</summary>
public sealed class TestLine
{
    private static readonly ForgivingJsonProtocol Protocol = new(
        Options.Create(new JsonHubProtocolOptions()), Options.Create(new WebOptions()), NullLogger<ForgivingJsonProtocol>.Instance);

    private TestLine(string id, int mostUnsent)
    {
        var toClient = new Pipe(new PipeOptions(pauseWriterThreshold: 1024, resumeWriterThreshold: 512));
        var connection = new DefaultConnectionContext(id, new Duplex(new Pipe().Reader, toClient.Writer), new Duplex(toClient.Reader, new Pipe().Writer));
        Context = new HubConnectionContext(connection, new HubConnectionContextOptions(), NullLoggerFactory.Instance) { Protocol = Protocol };
        Line = new Line(Context, mostUnsent, Metrics(), NullLogger<Line>.Instance);
        Sent = toClient.Reader;
    }

    public HubConnectionContext Context { get; }

    public Line Line { get; }

    /// <summary>What the client would read.</summary>
    public PipeReader Sent { get; }

    public static TestLine Open(string id, int mostUnsent = 256) => new(id, mostUnsent);

    /// <summary>What puts messages into words.</summary>
    public static Lines Words() => new(
        Protocol, Options.Create(new WebOptions()), Metrics(), NullLogger<DefaultHubLifetimeManager<PlayHub>>.Instance, NullLogger<Line>.Instance);

    private static RelayMetrics Metrics() => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
