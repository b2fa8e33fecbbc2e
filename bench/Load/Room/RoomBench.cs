using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Room;

/// <summary>All runs of one bench: every target in turn, again and again, so that a noisy minute hits all alike.</summary>
internal sealed class RoomBench(RoomOptions options)
{
    /// <summary>Returns the exit code: 0 when nothing was lost in any run.</summary>
    public async Task<int> Run()
    {
        var needed = options.Players + 500;
        if (ProcStat.OpenFileLimit() < needed) throw new InvalidOperationException($"Raise the open-file limit (ulimit -n) to {needed} or more.");
        await using var database = options.Targets.Contains("quiz") ? await PostgresServer.Start(options.PostgresBinaries) : null;
        List<RunResult> results = [];
        for (var repeat = 1; repeat <= options.Repeats; repeat++)
            foreach (var name in options.Targets)
                results.Add(await RunOne(name, repeat, database));

        Console.WriteLine();
        Console.WriteLine(Summary.Table(options, results));
        return results.TrueForAll(r => r.IsGood) ? 0 : 1;
    }

    private async Task<RunResult> RunOne(string name, int repeat, PostgresServer? database)
    {
        await using var target = await Start(name, repeat, database);
        try
        {
            await using var run = new RoomRun(target, options, repeat);
            await run.Play();
            var line = run.Result.ToJson();
            Console.WriteLine(line);
            if (options.Out is not null) await File.AppendAllTextAsync(options.Out, line + Environment.NewLine);
            if (run.Trouble is not null) await Console.Error.WriteLineAsync(run.Trouble);
            return run.Result;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{name}, repeat {repeat}: {e.Message}\n{target.LogEnd}", e);
        }
    }

    private Task<Target> Start(string name, int repeat, PostgresServer? database) => name switch
    {
        "quiz" => QuizTarget.Start(options, database!, $"room_{repeat}"),
        "bare" => BareTarget.Start(options),
        _ => SocketIoTarget.Start(options),
    };
}
