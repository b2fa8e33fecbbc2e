using System.Diagnostics;
using System.Text;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Duels;

/// <summary>
/// One player: looks for an opponent, takes the seat, answers what opens, and looks again. Driven by what comes over the wire; its receive loop,
/// the wheel and the completions of its calls meet in one lock.
/// </summary>
internal sealed partial class Duelist(int slot, int seed, Field field)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private Place _place = Place.Resting;
    private byte[] _pin = [];
    private byte[] _lastPin = [];
    private string _pinText = "";
    private int _duel;
    private int _opened;
    private int _closed;
    private int _inSnapshot = -1;
    private int _choices;
    private long _due;
    private long _askedAt;
    private long _progressAt;

    /// <summary>Where the player stands; Queued lasts until MatchFound.</summary>
    private enum Place
    {
        Resting,
        Queued,
        Playing,
    }

    public Tally Tally { get; } = new();

    /// <summary>Whether a duel runs, by what the player was told.</summary>
    public bool IsPlaying => _place is Place.Playing;

    /// <summary>Looks for an opponent. Called once; afterwards each end does it.</summary>
    public void Begin()
    {
        lock (_gate) Queue();
    }

    public void Event(ReadOnlySpan<byte> name, ReadOnlySpan<byte> frame, long at)
    {
        lock (_gate)
        {
            if (name.StartsWith("MatchFound\""u8)) Found(PinOf(frame), at);
            else if (name.StartsWith("QueueLeft\""u8)) LeftQueue(Frames.TextAfter(frame, "\"reason\":\""u8));
            else if (name.StartsWith("QueueReturned\""u8)) (_place, _progressAt) = (Place.Queued, at);
            else if (name.StartsWith("QueueStatus\""u8) && _place is Place.Queued) _progressAt = at;
            else if (_place is Place.Playing && PinOf(frame).SequenceEqual(_pin)) DuelEvent(name, frame, at);
        }
    }

    public void Acknowledged(int id, ReadOnlySpan<byte> frame, long at)
    {
        lock (_gate)
        {
            var accepted = Frames.IsAccepted(frame);
            if (!accepted) field.Note("answer refused", this, $"{id % 8}: {Encoding.UTF8.GetString(frame)}");
            if (!Tally.Acknowledge(id, accepted, at)) Duplicate(frame);
            _progressAt = at;
        }
    }

    /// <summary>The wheel says that an answer is due.</summary>
    public void Answer(int id)
    {
        lock (_gate)
        {
            if (id / 8 != _duel || _place is not Place.Playing) return;
            Tally.Send(id, _due);
            field.Connection(slot).Answer(id, _pinText, id % 8, _random.Next(_choices));
        }
    }

    /// <summary>Notes, once, that the player waits for something for so long that it will not come.</summary>
    /// <param name="queueCounts">Whether waiting for an opponent counts: not at the end, when the others rest.</param>
    public void CheckStuck(TimeSpan limit, bool queueCounts)
    {
        lock (_gate)
        {
            if (Tally.WasStuck || _place is Place.Resting || (_place is Place.Queued && !queueCounts)) return;
            if (Stopwatch.GetElapsedTime(_progressAt) < limit) return;
            Tally.WasStuck = true;
            field.Note("stuck", this);
        }
    }

    public override string ToString() =>
        $"player {slot}, duel {_duel} {_pinText} ({_place}, opened {_opened:b5}, closed {_closed:b5}, pending {string.Join(' ', Tally.Pending.Keys.Select(id => id % 8))})";
}
