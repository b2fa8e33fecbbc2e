using System.Diagnostics;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Targets;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Runs;

/// <summary>The meters of all processes at one instant.</summary>
internal sealed record Reading(
    long At, double ServerMs, double? DatabaseMs, double GeneratorMs, double MachineMs, long Bytes, long Messages, CommitCount? Commits)
{
    public static async Task<Reading> Take(Target target, Connection[] connections)
    {
        var commits = await target.Commits();
        return new Reading(
            Stopwatch.GetTimestamp(),
            ProcStat.CpuMs(target.Pid),
            target.DatabaseCpuMs,
            ProcStat.CpuMs(Environment.ProcessId),
            ProcStat.MachineBusyMs(),
            connections.Sum(c => c.BytesReceived),
            connections.Sum(c => c.MessagesReceived),
            commits);
    }

    public static Reading operator -(Reading end, Reading start) => new(
        end.At - start.At,
        end.ServerMs - start.ServerMs,
        end.DatabaseMs - start.DatabaseMs,
        end.GeneratorMs - start.GeneratorMs,
        end.MachineMs - start.MachineMs,
        end.Bytes - start.Bytes,
        end.Messages - start.Messages,
        end.Commits is { } commits ? new CommitCount(commits.Source, commits.Commits - start.Commits!.Commits, commits.Events - start.Commits.Events) : null);

    /// <summary>Of a difference of two readings: adds what does not depend on the workload.</summary>
    /// <param name="answers">What commits are compared with where their events are not counted.</param>
    public T AddTo<T>(T result, double answers)
        where T : RunResult
    {
        var spent = ServerMs + (DatabaseMs ?? 0) + GeneratorMs;
        var capacity = At * 1000.0 / Stopwatch.Frequency * Environment.ProcessorCount;
        return result with
        {
            CpuUse = Math.Round(spent / capacity, 2),
            OthersCpuUse = Math.Round(Math.Max(0, MachineMs - spent) / capacity, 2),
            CommitBatch = Commits is { Commits: > 0 and var commits } ? Math.Round((Commits.Events ?? answers) / commits, 1) : null,
            CommitBatchSource = Commits?.Source,
        };
    }
}
