using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Simulation.Tests;

/// <summary>
/// One room's life from a seed: players who answer, leave, drop out and return, a host who steers, fronts that listen, a slow and faulty journal,
/// crashes in the middle of all. Whatever is checked is checked after every step.
/// </summary>
public sealed class RoomGame : IDisposable
{
    public const string Host = "host";

    private const int Questions = 5;
    private static readonly string[] Players = ["ada", "bob", "carol", "dan", "eve", "fay"];
    private static readonly string[] Fronts = ["f1", "f2"];
    private static readonly TimeSpan s_breath = TimeSpan.FromSeconds(4);

    private readonly Random _random;
    private readonly SimulatedSilo _silo;
    private readonly Truth _truth;
    private readonly SimulatedFront[] _fronts;
    private readonly List<(string What, int Life, Func<bool> IsDone)> _calls = [];
    private readonly List<string> _trace = [];
    private readonly RoomSettingsView _settings;

    /// <summary>What the room plays; where questions are written, what stands in for them.</summary>
    internal static QuizDraft Quiz { get; } = new()
    {
        Title = "Simulated",
        Questions =
        [
            .. Enumerable.Range(1, Questions).Select(n => new QuestionDraft
            {
                Kind = "single",
                Text = $"{n}?",
                Choices = [new() { Text = "a" }, new() { Text = "b", Correct = true }, new() { Text = "c" }],
            }),
        ],
    };

    public RoomGame(int seed)
    {
        // Every third room has its questions written; by a chance of its own, so that the others' stories stay as they were.
        var generating = seed % 3 == 0 ? new Random(seed) : null;
        _random = new Random(seed);
        _silo = new SimulatedSilo(_random, snapshotEvery: _random.Next(3) == 0 ? 5 : int.MaxValue, generating);
        _settings = new RoomSettingsView
        {
            QuizId = generating is null ? "quiz" : "",
            Generate = generating is null ? null : new TopicView { Topic = "Simulated", Count = Questions },
            Pace = Pick("host", "auto"),
            Scoring = Pick("timed", "noSpeed", "flat"),
            ChangeAnswers = _random.Next(4) == 0,
            QuestionTimeSeconds = Pick(5, 20),
            CountdownSeconds = Pick(0, 3),
            RevealSeconds = 3,
            ShuffleChoices = false,
        };
        _truth = new Truth(_silo) { ChangesAnswers = _settings.ChangeAnswers };
        _fronts = [.. Fronts.Select(id => new SimulatedFront(id, _silo, _truth))];
    }

    /// <summary>What happened, a line a step: the same seed tells the same story.</summary>
    public IReadOnlyList<string> Trace => _trace;

    public int Crashes => _silo.Life - 1;

    public int Acknowledged => _truth.Acknowledged;

    public int Heard => _fronts.Sum(f => f.Heard);

    public string End => (_truth.Events[^1] as RoomEvent.Finished)?.Reason.ToString() ?? "open";

    /// <summary>Where questions that were written came from; null in a room that had its own.</summary>
    public string? Source => _truth.Events.OfType<RoomEvent.Furnished>().SingleOrDefault()?.By.Source.ToString();

    private IQuizRoomGrain Room => _silo.Grains.GetGrain<IQuizRoomGrain>(Truth.Room);

    /// <summary>Plays so many steps, and then lets time alone end the room.</summary>
    public void Play(int steps)
    {
        Open();
        for (var step = 0; step < steps && !IsOver(); step++)
        {
            Step();
            foreach (var front in _fronts) front.Tick();
            Collect();
            _truth.Check();
        }

        Finish();
    }

    public void Dispose() => _silo.Dispose();

    private void Open()
    {
        _silo.Quizzes.Save("t", new QuizDocument("quiz", 1, "", DateTimeOffset.UnixEpoch, Quiz), default).Wait();
        var opened = Room.Open(new OpenRoom(Host, _settings), default);
        Until(() => opened.IsCompleted);
        Truth.That(opened.Result.Value is not null, $"the room was refused: {opened.Result.Refusal}");
        foreach (var player in Players[..4]) See($"{player} joins", player, room => room.Join(new JoinRoom(player, player, null), default));
        if (_random.Next(4) > 0) Tell("host starts", room => room.Start(Host, default));
    }

    private void Step()
    {
        switch (_random.Next(100))
        {
            case < 45: Command(); break;
            case < 65: _silo.Run(_random.Next(1, 12)); break;
            case < 82: _silo.Settle(); break;
            case < 95: Note("time", () => Pass(TimeSpan.FromMilliseconds(_random.Next(1, _random.Next(12) == 0 ? 20_000 : 800)))); break;
            case < 97: Note("faults", () => _silo.Journal.Faults = Pick(0, 0, 0, 0.05, 0.3)); break;
            case < 99: Note("slowness", () => _silo.Journal.Slowness = TimeSpan.FromMilliseconds(Pick(0, 0, 5, 50, 2_000))); break;
            default: Note("crash", _silo.Crash); break;
        }
    }

    /// <summary>However long it is, fronts renew their leases on the way.</summary>
    private void Pass(TimeSpan time)
    {
        for (; time > s_breath; time -= s_breath)
        {
            _silo.Advance(s_breath);
            foreach (var front in _fronts) front.Tick();
        }

        _silo.Advance(time);
    }

    private void Command()
    {
        var player = Pick(Players);
        switch (_random.Next(40))
        {
            case < 20: Answer(player); break;
            case < 25: See($"{player} joins", player, room => room.Join(new JoinRoom(player, player, null), default)); break;
            case < 27: See($"{player} resyncs", player, room => room.Resync(player, default)); break;
            case < 28: See("a screen looks", "screen", room => room.Watch("screen", default)); break;
            case < 29: Tell($"{player} leaves", room => room.Leave(player, default)); break;
            case < 31: Report([player], []); break;
            case < 33: Report([], [player]); break;
            case < 34: Report([], [Host]); break;
            case < 35: Report([Host], []); break;
            case < 36: Tell("host starts", room => room.Start(Host, default)); break;
            case < 38: Tell("host goes on", room => room.Next(Host, default)); break;
            case < 39: Tell("host resumes", room => room.Resume(Host, default)); break;
            default: Rare(player); break;
        }
    }

    private void Rare(string player)
    {
        switch (_random.Next(12))
        {
            case 0: Tell($"host kicks {player}", room => room.Kick(Host, player, default)); break;
            case 1: Tell("host ends", room => room.End(Host, default)); break;
            case 2: Tell("host pauses", room => room.Pause(Host, default)); break;
            case < 5: Tell("host locks", room => room.Lock(Host, _random.Next(2) == 0, default)); break;
            default: Tell($"{player} gets time", room => room.SetTimeFactor(Host, player, Pick(1, 1.5, 2), default)); break;
        }
    }

    private void Answer(string player)
    {
        // Mostly to the question that is asked, as an honest page does; at times to another.
        var asked = _truth.Events.OfType<RoomEvent.QuestionOpened>().LastOrDefault()?.Index ?? 0;
        var index = _random.Next(10) == 0 ? _random.Next(Questions) : asked;
        var choice = _random.Next(3);
        var what = $"{player} answers {index} with {choice}";
        Call(what, room => room.SubmitAnswer(player, index, new AnswerView { Choices = [choice] }, default), receipt =>
        {
            if (receipt.Accepted) _truth.Accepted(player, index, choice, receipt, what);
            return receipt.Code;
        });
    }

    private void Tell(string what, Func<IQuizRoomGrain, Task<Receipt>> command) => Call(what, command, receipt => receipt.Code);

    private void See(string what, string viewer, Func<IQuizRoomGrain, Task<Outcome<RoomSnapshot>>> ask) => Call(what, ask, seen =>
    {
        if (seen.Value is { } snapshot) _truth.Shown(snapshot, viewer, what);
        return seen.Refusal?.Code ?? "ok";
    });

    private void Report(string[] arrived, string[] gone) => Call(
        $"front: +{string.Join(',', arrived)} -{string.Join(',', gone)}",
        room => room.ReportPresence(Pick(Fronts), [.. arrived], [.. gone]),
        _ => "ok");

    /// <summary>Sends a command; its outcome is looked at when it is there, if this life of the silo still is.</summary>
    private void Call<T>(string what, Func<IQuizRoomGrain, Task<T>> send, Func<T, string> look) => Call(what, (Func<IQuizRoomGrain, Task>)send, done => look(((Task<T>)done).Result));

    private void Call(string what, Func<IQuizRoomGrain, Task> send, Func<Task, string> look)
    {
        var task = send(Room);
        _calls.Add((what, _silo.Life, () =>
        {
            if (!task.IsCompleted) return false;
            // Who waits too long, or whose silo dies, does not know what became of it: that is no broken promise.
            _trace.Add($"{what}: {(task.IsCompletedSuccessfully ? look(task) : task.Exception!.InnerException is var e && IsNoAnswer(e!) ? e!.GetType().Name : throw e!)}");
            return true;
        }
        ));
    }

    private static bool IsNoAnswer(Exception e) => e is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException;

    private void Collect() => _calls.RemoveAll(call => call.IsDone() || call.Life != _silo.Life);

    /// <summary>No more faults and nobody who does anything: the room ends, its table is right, its game is in the archive.</summary>
    private void Finish()
    {
        (_silo.Journal.Faults, _silo.Journal.Slowness) = (0, TimeSpan.Zero);
        // The reminder comes within a minute, and then the room waits for its deadline, the slack and the bank at most.
        if (!_truth.HasQuestions) _silo.Advance(TimeSpan.FromMinutes(2));
        Truth.That(_truth.HasQuestions || IsOver(), "the room still waits for its questions");
        for (var minutes = 0; !IsOver(); minutes++)
        {
            Truth.That(minutes < 7 * 60, "the room has not ended within seven hours");
            _silo.Advance(TimeSpan.FromMinutes(1));
        }

        _silo.Advance(TimeSpan.FromMinutes(3));
        Collect();
        _truth.Check();
        var results = Room.Results(Host, default);
        Until(() => results.IsCompleted);
        _truth.Table(results.Result.Value!.Standings, "in the end");
        foreach (var row in results.Result.Value.Standings)
        {
            var history = _silo.Archive.HistoryOf(new TenantKey("t", row.PlayerId), null, 10, default).Result;
            Truth.That(history.Items.Length == 1 && history.Items[0].Score == row.Score, $"{row.PlayerId}'s history does not have the game with {row.Score} points");
        }
    }

    private bool IsOver() => _truth.Events.Count > 0 && _truth.Events[^1] is RoomEvent.Finished;

    private void Until(Func<bool> done)
    {
        for (var steps = 0; !done(); steps++)
        {
            Truth.That(steps < 1000, "a call was never answered");
            _silo.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private void Note(string what, Action action)
    {
        _trace.Add(what);
        action();
    }

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
