using System.Diagnostics;
using System.Text.RegularExpressions;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Room;

/// <summary>One game on one target, from the first connection to the figures.</summary>
internal sealed partial class RoomRun : IRun<RoomResult>
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    private readonly Target _target;
    private readonly RoomOptions _options;
    private readonly RoundBook _book;
    private readonly Crowd _crowd;
    private readonly AnswerWheel _wheel;
    private readonly Random[] _random;
    private string _pin = "";

    public RoomRun(Target target, RoomOptions options, int repeat)
    {
        (_target, _options) = (target, options);
        _book = new RoundBook(options.Players, options.Questions) { OnOpened = Think };
        _crowd = new Crowd(target, options.Connections, _book);
        _random = [.. Enumerable.Range(0, options.Players).Select(slot => new Random(repeat * 100_003 + slot))];
        _wheel = new AnswerWheel(Answer);
        Result = new RoomResult(target, options, repeat);
    }

    public RoomResult Result { get; private set; }

    /// <summary>Why connections broke, if any did.</summary>
    public string? Trouble => _book.FirstBreak;

    private int Host => _options.Players + 1;

    public async Task Play()
    {
        var before = ProcStat.ResidentKb(_target.Pid);
        await Gather();
        await Task.Delay(3000);
        var after = ProcStat.ResidentKb(_target.Pid);
        _crowd.KeepAlive();

        for (var question = 0; question < _options.Warmup; question++) await PlayQuestion(question);
        var start = await Reading.Take(_target, _crowd.Connections);
        for (var question = _options.Warmup; question < _options.Questions; question++) await PlayQuestion(question);
        await AwaitReceipts();
        var end = await Reading.Take(_target, _crowd.Connections);

        var spent = end - start;
        double answers = _options.Players * _options.Rounds;
        Result = spent.AddTo(Measurement.Of(_book, _options, Result), answers) with
        {
            MemoryKbPerConnection = Math.Round((double)(after - before) / _options.Connections, 1),
            ServerCpuMsPerAnswer = Math.Round(spent.ServerMs / answers, 3),
            PostgresCpuMsPerAnswer = spent.DatabaseMs is { } database ? Math.Round(database / answers, 3) : null,
            GeneratorCpuMsPerAnswer = Math.Round(spent.GeneratorMs / answers, 3),
            BytesPerPlayerAndRound = Math.Round(spent.Bytes / answers),
            MessagesPerPlayerAndRound = Math.Round(spent.Messages / answers, 2),
        };
    }

    public async ValueTask DisposeAsync()
    {
        _wheel.Dispose();
        await _crowd.DisposeAsync();
    }

    /// <summary>The host opens a room; everybody connects and joins, some at a time.</summary>
    private async Task Gather()
    {
        var started = Stopwatch.GetTimestamp();
        await _crowd.Connect(Host);
        var created = await _crowd.Call(Host, "CreateRoom", await _target.RoomSettings(_options.Questions, _options.Players + 1));
        var match = PinPattern().Match(created);
        _pin = match.Success ? match.Groups[1].Value : throw new InvalidOperationException($"CreateRoom: {created}");
        await _crowd.ConnectAll(_options.Players + 1, async slot =>
        {
            var joined = await _crowd.Call(slot, "JoinRoom", $"\"{_pin}\",\"Player {slot}\",null");
            if (!joined.Contains("\"pin\"", StringComparison.Ordinal)) throw new InvalidOperationException($"JoinRoom: {joined}");
        });
        Result = Result with { ConnectSeconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2) };
    }

    private async Task PlayQuestion(int index)
    {
        await Steer(index == 0 ? "StartRoom" : "NextQuestion", index, 0);
        var opened = await _book.HostOpened(index).WaitAsync(CallLimit);
        await Until(opened, _options.Open);
        await Steer("NextQuestion", index, 1);
        var closed = await _book.HostClosed(index).WaitAsync(CallLimit);
        await Until(closed, _options.Reveal);
    }

    private async Task Steer(string method, int index, int which)
    {
        _book.Commanded[index][which] = Stopwatch.GetTimestamp();
        var receipt = await _crowd.Call(Host, method, $"\"{_pin}\"");
        if (!receipt.Contains("\"accepted\":true", StringComparison.Ordinal)) throw new InvalidOperationException($"{method}: {receipt}");
    }

    /// <summary>A player saw the question and will answer after a while; the silent player and the host never do.</summary>
    private void Think(int slot, int index)
    {
        if (slot >= _options.Players) return;
        var delay = _random[slot].Next((int)_options.Think.TotalMilliseconds + 1);
        _book.Due[index][slot] = _wheel.Schedule(slot, index, delay);
    }

    private void Answer(int slot, int index)
    {
        _book.Sent[index][slot] = Stopwatch.GetTimestamp();
        _crowd.Connections[slot].Answer(index, _pin, index, (slot + index) % 4);
    }

    /// <summary>Gives the last receipts and events some seconds before they count as lost.</summary>
    private async Task AwaitReceipts()
    {
        for (var i = 0; i < 100 && !Measurement.Of(_book, _options, Result).IsGood; i++) await Task.Delay(100);
    }

    private static async Task Until(long start, TimeSpan after)
    {
        var rest = after - Stopwatch.GetElapsedTime(start);
        if (rest > TimeSpan.Zero) await Task.Delay(rest);
    }

    [GeneratedRegex("\"pin\":\"([^\"]+)\"")]
    private static partial Regex PinPattern();
}
