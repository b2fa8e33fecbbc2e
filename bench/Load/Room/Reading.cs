using System.Diagnostics;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Targets;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Room;

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

    /// <summary>Adds to a result what was spent since an earlier reading.</summary>
    public RunResult Since(Reading start, RunResult result)
    {
        double answers = result.Players * result.Rounds;
        var spent = ServerMs - start.ServerMs + (DatabaseMs - start.DatabaseMs ?? 0) + GeneratorMs - start.GeneratorMs;
        var elapsed = Stopwatch.GetElapsedTime(start.At, At).TotalMilliseconds;
        var commits = Commits?.Commits - start.Commits?.Commits;
        var events = Commits?.Events - start.Commits?.Events ?? answers;
        return result with
        {
            ServerCpuMsPerAnswer = Math.Round((ServerMs - start.ServerMs) / answers, 3),
            PostgresCpuMsPerAnswer = DatabaseMs is null ? null : Math.Round((DatabaseMs.Value - start.DatabaseMs!.Value) / answers, 3),
            GeneratorCpuMsPerAnswer = Math.Round((GeneratorMs - start.GeneratorMs) / answers, 3),
            CpuUse = Math.Round(spent / elapsed / Environment.ProcessorCount, 2),
            OthersCpuUse = Math.Round(Math.Max(0, MachineMs - start.MachineMs - spent) / elapsed / Environment.ProcessorCount, 2),
            BytesPerPlayerAndRound = Math.Round((Bytes - start.Bytes) / answers),
            MessagesPerPlayerAndRound = Math.Round((Messages - start.Messages) / answers, 2),
            CommitBatch = commits > 0 ? Math.Round(events / commits.Value, 1) : null,
            CommitBatchSource = Commits?.Source,
        };
    }
}
