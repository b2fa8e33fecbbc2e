using System.Diagnostics;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Duels;

/// <summary>Some seconds of duels on one target, from the first connection to the figures.</summary>
internal sealed class DuelsRun : IRun<DuelsResult>
{
    /// <summary>Who waits longer for the next thing will not get it; also the time for what is under way at the end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Target _target;
    private readonly DuelsOptions _options;
    private readonly Field _field;

    public DuelsRun(Target target, DuelsOptions options, int repeat)
    {
        (_target, _options) = (target, options);
        _field = new Field(target, options, repeat);
        Result = new DuelsResult(target, options, repeat);
    }

    public DuelsResult Result { get; private set; }

    public string? Trouble => _field.Notes.Any() ? string.Join('\n', _field.Notes) : null;

    public async Task Play()
    {
        var before = ProcStat.ResidentKb(_target.Pid);
        var started = Stopwatch.GetTimestamp();
        await _field.Crowd.ConnectAll(_options.Connections);
        var connecting = Stopwatch.GetElapsedTime(started);
        await Task.Delay(3000);
        var connected = ProcStat.ResidentKb(_target.Pid);
        _field.Crowd.KeepAlive();

        foreach (var player in _field.Players) player.Begin();
        await Watch(_options.Warmup);
        var start = await Reading.Take(_target, _field.Crowd.Connections);
        await Watch(_options.Measured);
        var end = await Reading.Take(_target, _field.Crowd.Connections);
        var atEnd = ProcStat.ResidentKb(_target.Pid);
        _field.IsOver = true;
        await Drain();

        Result = Measurement.Of(_field, start, end, Result) with
        {
            ConnectSeconds = Math.Round(connecting.TotalSeconds, 2),
            MemoryKbPerConnection = Math.Round((double)(connected - before) / _options.Connections, 1),
            PlayingMemoryKbPerConnection = Math.Round((double)(atEnd - before) / _options.Connections, 1),
        };
    }

    public ValueTask DisposeAsync() => _field.DisposeAsync();

    private async Task Watch(TimeSpan time)
    {
        for (var started = Stopwatch.GetTimestamp(); ; Check(queueCounts: true))
        {
            var rest = time - Stopwatch.GetElapsedTime(started);
            if (rest <= TimeSpan.Zero) return;
            await Task.Delay(rest < TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Lets the running duels end. Two who still wait may yet be matched, so it must be quiet for a moment.</summary>
    private async Task Drain()
    {
        var quiet = 0;
        for (var started = Stopwatch.GetTimestamp(); quiet < 10 && Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(100))
            quiet = Array.Exists(_field.Players, p => p.IsPlaying) ? 0 : quiet + 1;
        Check(queueCounts: false);
    }

    private void Check(bool queueCounts)
    {
        foreach (var player in _field.Players) player.CheckStuck(Patience, queueCounts);
    }
}
