using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Runs;

/// <summary>One workload on one target, from the first connection to the figures.</summary>
internal interface IRun<TResult> : IAsyncDisposable
{
    /// <summary>Valid after <see cref="Play"/>.</summary>
    TResult Result { get; }

    /// <summary>What went wrong first, if anything did.</summary>
    string? Trouble { get; }

    Task Play();
}

/// <summary>All runs of one bench: every target in turn, again and again, so that a noisy minute hits all alike.</summary>
/// <param name="begin">Makes a run of a target; the number is the repeat's, from 1.</param>
/// <param name="table">The table of all runs.</param>
internal sealed class Bench<TResult>(BenchOptions options, Func<Target, int, IRun<TResult>> begin, Func<List<TResult>, string> table)
    where TResult : RunResult
{
    /// <summary>Returns the exit code: 0 when nothing was lost in any run.</summary>
    public async Task<int> Run()
    {
        var needed = options.Connections + 500;
        if (ProcStat.OpenFileLimit() < needed) throw new InvalidOperationException($"Raise the open-file limit (ulimit -n) to {needed} or more.");
        await using var database = options.Targets.Contains("quiz") ? await PostgresServer.Start(options.PostgresBinaries) : null;
        List<TResult> results = [];
        for (var repeat = 1; repeat <= options.Repeats; repeat++)
            foreach (var name in options.Targets)
                results.Add(await RunOne(name, repeat, database));

        Console.WriteLine();
        Console.WriteLine(table(results));
        return results.TrueForAll(r => r.IsGood) ? 0 : 1;
    }

    private async Task<TResult> RunOne(string name, int repeat, PostgresServer? database)
    {
        await using var target = await Start(name, repeat, database);
        try
        {
            await using var run = begin(target, repeat);
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
        "quiz" => QuizTarget.Start(options, database!, $"{options.Name}_{repeat}"),
        "bare" => BareTarget.Start(options),
        _ => SocketIoTarget.Start(),
    };
}
