using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>A second opinion: scores, times and presence from the events alone, in the plainest way and without Evolve.</summary>
internal sealed class Recount
{
    private RoomEvent.Opened _room = null!;
    private RoomEvent.QuestionOpened? _open;
    private DateTimeOffset _openedAt;
    private DateTimeOffset? _pausedAt;
    private TimeSpan _askedTime;
    private string? _played;
    private Dictionary<string, double> _factors = [];
    private readonly Dictionary<string, (Answer Answer, TimeSpan Elapsed)> _withdrawn = [];

    public Dictionary<string, Row> Rows { get; } = [];

    /// <summary>Answers to the open question: what, and how long after its opening.</summary>
    public Dictionary<string, (Answer Answer, TimeSpan Elapsed)> Answers { get; } = [];

    /// <summary>Answers that were accepted with no such question open, in a pause, or after their deadline and its grace.</summary>
    public List<RoomEvent.AnswerGiven> AcceptedTooLate { get; } = [];

    public int Present => Rows.Values.Count(r => r.Present);

    public int AnsweredPresent => Answers.Keys.Count(id => Rows[id].Present);

    public void Add(RoomEvent @event)
    {
        switch (@event)
        {
            case RoomEvent.Opened e: _room = e; break;
            case RoomEvent.Furnished e: _room = _room with { Questions = e.Questions }; break;
            case RoomEvent.PlayerSeated e: Seat(e); break;
            case RoomEvent.PlayerWentAway e: Rows[e.PlayerId].Present = false; break;
            case RoomEvent.PlayerCameBack e: Rows[e.PlayerId].Present = true; break;
            case RoomEvent.PlayerLeft e: Remove(e.PlayerId); break;
            case RoomEvent.PlayerKicked e: Remove(e.PlayerId); break;
            case RoomEvent.TimeFactorSet e: Rows[e.PlayerId].Factor = e.Factor; break;
            case RoomEvent.QuestionOpened e: Open(e); break;
            case RoomEvent.AnswerGiven e: Take(e); break;
            case RoomEvent.QuestionClosed e: Close(e); break;
            case RoomEvent.Paused e: _pausedAt = e.At; break;
            case RoomEvent.Resumed e: _openedAt += e.At - _pausedAt!.Value; _pausedAt = null; break;
            case RoomEvent.TurnEnded e: EndTurn(e); break;
            case RoomEvent.Recovered e: Recover(e); break;
        }
    }

    private void Seat(RoomEvent.PlayerSeated e)
    {
        Rows.Add(e.PlayerId, new Row { Time = _askedTime });
        if (_withdrawn.Remove(e.PlayerId, out var given)) Answers.Add(e.PlayerId, given);
    }

    private void Remove(string id)
    {
        Rows.Remove(id);
        if (Answers.Remove(id, out var given)) _withdrawn[id] = given;
    }

    private void Open(RoomEvent.QuestionOpened e)
    {
        _open = e;
        _openedAt = e.At;
        _factors = Rows.ToDictionary(r => r.Key, r => r.Value.Factor);
        Answers.Clear();
    }

    private void Take(RoomEvent.AnswerGiven e)
    {
        // A machine's answer is due by its plan, however late the clock that gives it.
        var isLate = e.At > _openedAt + TimeOf(e.PlayerId) + _room.Settings.Grace && !IsMachine(e.PlayerId);
        if (_open is null || _open.Index != e.Index || _pausedAt is not null || isLate) AcceptedTooLate.Add(e);
        Answers[e.PlayerId] = (e.Answer, e.At - _openedAt);
    }

    private void Recover(RoomEvent.Recovered e)
    {
        if (_pausedAt is null) _openedAt += e.Outage;
        foreach (var (id, row) in Rows) row.Present = IsMachine(id);
    }

    private void EndTurn(RoomEvent.TurnEnded e)
    {
        _played = e.PlayerId;
        _askedTime = TimeSpan.Zero;
        Rows[e.PlayerId] = new Row();
    }

    private void Close(RoomEvent.QuestionClosed e)
    {
        var played = _room.Questions[e.Index];
        var worth = played.Question is Poll or Slide ? 0 : played.Question.Points;
        foreach (var (id, row) in Rows.Where(_ => worth > 0))
        {
            var time = TimeOf(id);
            var has = Answers.TryGetValue(id, out var given);
            var credit = has ? CreditOf(played, given.Answer) : 0;
            row.Streak = credit == 1 ? row.Streak + 1 : 0;
            if (credit > 0) row.Score += Points(worth, credit, given.Elapsed, time);
            if (credit == 1 && _room.Settings is { StreakBonus: true, Scoring: not ScoringRule.Flat }) row.Score += Math.Min(500, 100 * (row.Streak - 1));
            row.Time += has && given.Elapsed < time ? given.Elapsed * (_open!.Time / time) : _open!.Time;
        }

        if (worth > 0) _askedTime += _open!.Time;
        _open = null;
        Answers.Clear();
        _withdrawn.Clear();
    }

    private double CreditOf(PlayedQuestion played, Answer answer)
    {
        if (played.Question is not Numeric { Rule: NumberRule.Nearest } number) return Judge.Credit(played, answer, _room.Settings.PartialCredit);
        double Distance(Answer a) => Math.Abs(((NumberAnswer)a).Number - number.Number);
        return Answers.Values.All(other => Distance(answer) <= Distance(other.Answer)) ? 1 : 0;
    }

    /// <summary>In decimals: what binary fractions make of a half must not decide a point.</summary>
    private int Points(int worth, double credit, TimeSpan elapsed, TimeSpan time)
    {
        var share = _room.Settings.Scoring == ScoringRule.Timed && elapsed.TotalMilliseconds >= 500
            ? 1 - ((decimal)Math.Min(elapsed.Ticks, time.Ticks) / time.Ticks / 2)
            : 1;
        var points = _room.Settings.Scoring == ScoringRule.Flat ? _room.Settings.FlatPoints * worth / 1000m : worth * share;
        // A third of something may be a half, though a third itself is never written out: its last digits do not count.
        return (int)Math.Round(Math.Round(points * (decimal)credit, 6), MidpointRounding.AwayFromZero);
    }

    private bool IsMachine(string id) => id == _played || (_room.Settings.Duel?.Seats.Any(s => s.PlayerId == id && s.Kind != SeatKind.Human) ?? false);

    private TimeSpan TimeOf(string id) => _open!.Time * _factors.GetValueOrDefault(id, 1);

    internal sealed class Row
    {
        public bool Present { get; set; } = true;

        public double Factor { get; set; } = 1;

        public int Score { get; set; }

        public int Streak { get; set; }

        public TimeSpan Time { get; set; }
    }
}
