using System.Diagnostics;

namespace QuizOrleans.BareHub;

/// <summary>Two players, five questions, 10 points a right answer; behind one lock that is never held across a send. Nothing is kept.</summary>
internal sealed class Duel(string pin, Waiting first, Waiting second)
{
    public const int Rating = 1500;
    private const int Of = 5;
    private const int Points = 10;
    private const int MatchMs = 300_000;

    private static readonly RulesView Rules = new("general", "auto", "flat", false, false, "none", [], 250, 2, "time");

    private readonly Lock _gate = new();
    private readonly Seat[] _seats = [new(first.ConnectionId, first.Nickname), new(second.ConnectionId, second.Nickname)];
    private readonly bool[] _here = new bool[2];
    private readonly long _madeAt = Stopwatch.GetTimestamp();
    private long _openedAt;
    private long _version;
    private int _index = -1;
    private bool _isOver;

    public string Pin => pin;

    public IEnumerable<string> Connections => [_seats[0].ConnectionId, _seats[1].ConnectionId];

    public IEnumerable<(string ConnectionId, MatchFound Event)> Found =>
        [(_seats[0].ConnectionId, new MatchFound(Pin, View(_seats[1]), 10_000)), (_seats[1].ConnectionId, new MatchFound(Pin, View(_seats[0]), 10_000))];

    /// <summary>The snapshot, and the first question when both are here.</summary>
    public (DuelSnapshot Snapshot, QuestionOpened? First) Join(string connectionId)
    {
        lock (_gate)
        {
            var own = SeatOf(connectionId);
            _here[own] = true;
            var opened = _here[0] && _here[1] && _index < 0 ? Open() : null;
            return (Snapshot(_seats[own]), opened);
        }
    }

    /// <summary>The receipt, what the other is told of it, and what follows when both have answered.</summary>
    public (Receipt Receipt, OpponentAnswered? Told, Turn? Next) Answer(string connectionId, int index, Answer answer)
    {
        lock (_gate)
        {
            var seat = _seats[SeatOf(connectionId)];
            if (_isOver) return Refuse("too_late");
            if (index != _index) return Refuse("wrong_question");
            if (seat.Answer is not null) return Refuse("already_answered");
            if (answer.Choices is not [>= 0 and < 4]) return Refuse("invalid_answer");
            seat.Answer = answer;
            seat.TookMs = (long)Stopwatch.GetElapsedTime(_openedAt).TotalMilliseconds;
            var receipt = new Receipt(true, "", "", ++_version);
            return Array.TrueForAll(_seats, s => s.Answer is not null)
                ? (receipt, null, Close())
                : (receipt, new OpponentAnswered(Pin, _version, _version, _index, seat.PlayerId), null);
        }
    }

    /// <summary>What follows when the question's time is over; null when it is not.</summary>
    public Turn? CloseIfLate()
    {
        lock (_gate) return !_isOver && _index >= 0 && Stopwatch.GetElapsedTime(_openedAt).TotalMilliseconds >= Questions.Time ? Close() : null;
    }

    private QuestionOpened Open()
    {
        _index++;
        foreach (var seat in _seats) (seat.Answer, seat.Points, seat.TookMs) = (null, 0, 0);
        _openedAt = Stopwatch.GetTimestamp();
        return Questions.Opened(Pin, ++_version, _index, Of) with { Points = Points };
    }

    private Turn Close()
    {
        var counts = new int[4];
        foreach (var seat in _seats) Score(seat, counts);
        var ranked = Ranked();
        var results = ranked.Select((s, i) => (s.ConnectionId, new OwnResult(s.PlayerId, s.Answer, s.Points > 0, s.Points, s.Score, i + 1, s.Streak)));
        var since = _version++;
        var closed = new DuelQuestionClosed(
            Pin, _version, since, _index, Of, Questions.Correct, [.. counts.Select((n, id) => new Share(id, n))], Questions.Explanation, null, Standings(ranked), []);
        _isOver = _index + 1 == Of;
        return new Turn(closed, [.. results], _isOver ? null : Open(), _isOver ? Finish(ranked) : null);
    }

    private static void Score(Seat seat, int[] counts)
    {
        if (seat.Answer is { } answer) counts[answer.Choices[0]]++;
        var right = seat.Answer?.Choices[0] == Questions.Correct.Choices[0];
        seat.Points = right ? Points : 0;
        seat.Streak = right ? seat.Streak + 1 : 0;
        seat.Score += seat.Points;
        seat.AnswerMs += seat.Answer is null ? Questions.Time : seat.TookMs;
    }

    private DuelFinished Finish(Seat[] ranked)
    {
        var winner = ranked[0].Score > ranked[1].Score ? ranked[0].PlayerId : null;
        var since = _version++;
        return new DuelFinished(
            Pin, _version, since, Standings(ranked), [], winner, "completed", [.. _seats.Select(s => new RatingChange(s.PlayerId, Rating, Rating))]);
    }

    private DuelSnapshot Snapshot(Seat own) => new(
        Pin, _version, "duel", "lobby", _index, Of, false, false, _here.Count(h => h), 0, _here.Count(h => h),
        [.. _seats.Where((_, i) => _here[i]).Select(s => new PlayerView(s.PlayerId, s.Nickname, 0, 1, true))],
        Rules,
        new OwnView(own.PlayerId, own.Nickname, 0, 1, 0, 1),
        new DuelView("general", true, [.. _seats.Select(View)], MatchMs - (int)Stopwatch.GetElapsedTime(_madeAt).TotalMilliseconds, null, [], []));

    private Seat[] Ranked() =>
        _seats[1].Score > _seats[0].Score || (_seats[1].Score == _seats[0].Score && _seats[1].AnswerMs < _seats[0].AnswerMs) ? [_seats[1], _seats[0]] : _seats;

    private int SeatOf(string connectionId) => _seats[0].ConnectionId == connectionId ? 0 : 1;

    private (Receipt, OpponentAnswered?, Turn?) Refuse(string code) => (new Receipt(false, code, "Refused.", _version), null, null);

    private static Duelist View(Seat seat) => new(seat.PlayerId, seat.Nickname, Rating, true, "human");

    private static Standing[] Standings(Seat[] ranked) =>
        [.. ranked.Select((s, i) => new Standing(i + 1, s.PlayerId, s.Nickname, s.Score, s.AnswerMs))];
}

/// <summary>The end of a question: the common part, each player's own, and the next question or the end.</summary>
internal sealed record Turn(DuelQuestionClosed Closed, (string ConnectionId, OwnResult Own)[] Results, QuestionOpened? Opened, DuelFinished? Finished);

/// <summary>Somebody in the queue.</summary>
internal sealed record Waiting(string ConnectionId, string Nickname);
