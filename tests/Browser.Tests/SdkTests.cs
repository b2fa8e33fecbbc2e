using System.Diagnostics;
using QuizOrleans.Browser.Tests.Fixtures;
using QuizOrleans.Testing;

namespace QuizOrleans.Browser.Tests;

/// <summary>The TypeScript client in Node, without a browser.</summary>
public sealed class SdkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_examples_of_the_readmes_play_a_whole_room_and_a_whole_duel()
    {
        await using var server = new QuizProcess(Build.Program(), await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), new Dictionary<string, string>
        {
            ["Duels__Questions"] = "3",
            ["Duels__Countdown"] = "00:00:01",
            ["Duels__RevealTime"] = "00:00:02",
        });
        await server.StartAsync();
        var (status, said) = await RunAsync(server.Address);
        status.ShouldBe(0, $"{said}\n{server.Log}");
    }

    private static async Task<(int Status, string Said)> RunAsync(Uri server)
    {
        var start = new ProcessStartInfo("node", ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.live.config.ts"])
        {
            WorkingDirectory = Build.Client,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["QUIZ_SERVER"] = server.GetLeftPart(UriPartial.Authority);
        start.Environment["NO_COLOR"] = "1";
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        node.StandardInput.Close();
        using var late = new CancellationTokenSource(Patience);
        try
        {
            var (said, faults) = (node.StandardOutput.ReadToEndAsync(late.Token), node.StandardError.ReadToEndAsync(late.Token));
            await node.WaitForExitAsync(late.Token);
            return (node.ExitCode, await said + await faults);
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
    }
}
