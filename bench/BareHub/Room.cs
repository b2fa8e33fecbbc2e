using System.Diagnostics;

namespace QuizOrleans.BareHub;

/// <summary>A seat. Everything in it is guarded by the room's lock.</summary>
internal sealed class Seat(string connectionId, string nickname)
{
    public string ConnectionId { get; } = connectionId;

    public string PlayerId { get; } = Guid.NewGuid().ToString("N");

    public string Nickname { get; } = nickname;

    public Answer? Answer { get; set; }

    public long TookMs { get; set; }

    public int Points { get; set; }

    public int Score { get; set; }

    public long AnswerMs { get; set; }

    public int Streak { get; set; }
}

/// <summary>One room in memory, behind one lock that is never held across a send. Nothing is kept.</summary>
internal sealed class Room(string pin, int rounds)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Seat> _seats = [];
    private readonly int[] _counts = new int[4];
    private long _version;
    private long _openedAt;
    private int _index = -1;
    private int _answered;
    private int _announced;

    public string Pin { get; } = pin;

    public bool IsOpen { get; private set; }

    public bool IsLast => _index + 1 >= rounds;

    public Joined Join(string connectionId, string nickname)
    {
        lock (_gate)
        {
            var seat = _seats[connectionId] = new Seat(connectionId, nickname);
            return new Joined(Pin, ++_version, "lobby", seat.PlayerId, _seats.Count);
        }
    }

    public QuestionOpened Open()
    {
        lock (_gate)
        {
            _index++;
            _answered = _announced = 0;
            Array.Clear(_counts);
            foreach (var seat in _seats.Values) (seat.Answer, seat.Points) = (null, 0);
            IsOpen = true;
            _openedAt = Stopwatch.GetTimestamp();
            return Questions.Opened(Pin, ++_version, _index, rounds);
        }
    }

    public Receipt Answer(string connectionId, int index, Answer answer)
    {
        lock (_gate)
        {
            if (!_seats.TryGetValue(connectionId, out var seat)) return Refuse("not_a_member");
            if (index != _index) return Refuse("wrong_question");
            if (!IsOpen) return Refuse("too_late");
            if (seat.Answer is not null) return Refuse("already_answered");
            if (answer.Choices is not [>= 0 and < 4]) return Refuse("invalid_answer");
            seat.Answer = answer;
            seat.TookMs = (long)Stopwatch.GetElapsedTime(_openedAt).TotalMilliseconds;
            _counts[answer.Choices[0]]++;
            _answered++;
            return new Receipt(true, "", "", ++_version);
        }
    }

    /// <summary>The count to tell, or null when nothing changed since it was told last.</summary>
    public AnswerCount? TakeCount()
    {
        lock (_gate)
        {
            if (!IsOpen || _answered == _announced) return null;
            _announced = _answered;
            return new AnswerCount(Pin, _version, _version, _index, _answered, _seats.Count);
        }
    }

    /// <summary>Scores the round and ranks everybody: the common part, and each player's own.</summary>
    public (QuestionClosed Common, List<(string ConnectionId, OwnResult Own)> Results) Close()
    {
        lock (_gate)
        {
            IsOpen = false;
            foreach (var seat in _seats.Values) Score(seat);
            var ranked = Ranked();
            var results = new List<(string, OwnResult)>(ranked.Length);
            for (var i = 0; i < ranked.Length; i++)
            {
                var s = ranked[i];
                results.Add((s.ConnectionId, new OwnResult(s.PlayerId, s.Answer, s.Points > 0, s.Points, s.Score, i + 1, s.Streak)));
            }

            var shares = new Share[_counts.Length];
            for (var i = 0; i < shares.Length; i++) shares[i] = new Share(i, _counts[i]);
            var since = _version++;
            var top = RawJson.Of(Top(ranked, 10));
            return (new QuestionClosed(Pin, _version, since, _index, rounds, Questions.Correct, shares, Questions.Explanation, null, top), results);
        }
    }

    public RoomFinished Finish()
    {
        lock (_gate)
        {
            var ranked = Ranked();
            return new RoomFinished(Pin, _version + 1, _version++, Top(ranked, 100), ranked.Length > 0 ? ranked[0].PlayerId : null, "completed");
        }
    }

    private Receipt Refuse(string code) => new(false, code, "Refused.", _version);

    private static void Score(Seat seat)
    {
        var right = seat.Answer?.Choices[0] == Questions.Correct.Choices[0];
        seat.Points = right ? (int)Math.Round(1000 * (1 - (double)seat.TookMs / Questions.Time / 2)) : 0;
        seat.Streak = right ? seat.Streak + 1 : 0;
        seat.Score += seat.Points;
        seat.AnswerMs += seat.Answer is null ? Questions.Time : seat.TookMs;
    }

    private Seat[] Ranked()
    {
        Seat[] ranked = [.. _seats.Values];
        Array.Sort(ranked, static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.AnswerMs.CompareTo(b.AnswerMs));
        return ranked;
    }

    private static Standing[] Top(Seat[] ranked, int count)
    {
        var top = new Standing[Math.Min(count, ranked.Length)];
        for (var i = 0; i < top.Length; i++)
            top[i] = new Standing(i + 1, ranked[i].PlayerId, ranked[i].Nickname, ranked[i].Score, ranked[i].AnswerMs);
        return top;
    }
}
