using System.Diagnostics;
using System.Net.WebSockets;
using System.Numerics;
using System.Text;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Duels;

/// <summary>What the player does at each step. All under the lock.</summary>
internal sealed partial class Duelist
{
    private const int All = (1 << DuelsOptions.Questions) - 1;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WordLimit = TimeSpan.FromSeconds(3);

    private static ReadOnlySpan<byte> PinOf(ReadOnlySpan<byte> frame) => Frames.TextAfter(frame, "\"pin\":\""u8);

    private void Queue()
    {
        _place = Place.Queued;
        _askedAt = _progressAt = Stopwatch.GetTimestamp();
        _ = Ask("JoinQueue", """{"category":"general","language":"en"}""", _duel, Queued);
    }

    private void Found(ReadOnlySpan<byte> pin, long at)
    {
        if (pin.SequenceEqual(_pin) || pin.SequenceEqual(_lastPin))
        {
            Tally.FoundAgain++;
            return;
        }

        if (_place is Place.Playing) field.Note("second match found", this, Encoding.UTF8.GetString(pin));
        (_place, _pin, _pinText) = (Place.Playing, pin.ToArray(), Encoding.UTF8.GetString(pin));
        (_opened, _closed, _inSnapshot, _progressAt) = (0, 0, -1, at);
        Tally.Waits.Add((at, at - _askedAt));
        _ = Ask("JoinRoom", $"\"{_pinText}\",\"Player {slot}\",null", _duel, Seated);
    }

    private void DuelEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> frame, long at)
    {
        _progressAt = at;
        if (name.StartsWith("QuestionOpened\""u8)) Opened(Frames.NumberAfter(frame, "\"index\":"u8), frame);
        else if (name.StartsWith("QuestionClosed\""u8)) _closed = Once(_closed, Frames.NumberAfter(frame, "\"index\":"u8), frame);
        else if (name.StartsWith("RoomFinished\""u8)) Finished(Frames.TextAfter(frame, "\"reason\":\""u8), at);
    }

    private void Opened(int index, ReadOnlySpan<byte> frame)
    {
        // The event of a question that the snapshot had is told all the same; a client skips it by its version.
        if (_inSnapshot == index)
        {
            _inSnapshot = -1;
            return;
        }

        var before = _opened;
        if ((_opened = Once(_opened, index, frame)) == before) return;
        _choices = Math.Max(1, frame[Math.Max(0, frame.IndexOf("\"choices\":["u8))..].Count("\"id\":"u8));
        _due = field.Schedule(slot, _duel * 8 + index, _random.Next(field.ThinkMs + 1));
    }

    private int Once(int mask, int index, ReadOnlySpan<byte> frame)
    {
        if ((mask & 1 << index) != 0) Duplicate(frame);
        return mask | 1 << index;
    }

    private void Duplicate(ReadOnlySpan<byte> what)
    {
        Tally.Duplicates++;
        field.Note("came twice", this, Encoding.UTF8.GetString(what));
    }

    private void Finished(ReadOnlySpan<byte> reason, long at)
    {
        if (reason.SequenceEqual("completed"u8))
        {
            Tally.Finished.Add(at);
            Tally.Missed += BitOperations.PopCount((uint)(All & ~_opened)) + BitOperations.PopCount((uint)(All & ~_closed));
        }
        else
        {
            Tally.CutShort++;
            field.Note("cut short", this, Encoding.UTF8.GetString(reason));
        }

        Again();
    }

    private void Again()
    {
        _duel++;
        (_lastPin, _pin) = (_pin, []);
        if (field.IsOver) _place = Place.Resting;
        else Queue();
    }

    /// <summary>"seated" is the usual end of a ticket; anything else must not happen to somebody who is here.</summary>
    private void LeftQueue(ReadOnlySpan<byte> reason)
    {
        if (reason.SequenceEqual("seated"u8)) return;
        Tally.RefusedCalls++;
        field.Note("out of the queue", this, Encoding.UTF8.GetString(reason));
        Again();
    }

    /// <summary>The ticket. It may know of a match already, which is not open yet: MatchFound says when.</summary>
    private void Queued(byte[] frame)
    {
        var pin = Frames.TextAfter(frame, "\"matchId\":\""u8);
        if (_place is Place.Queued && !pin.IsEmpty && !pin.SequenceEqual(_lastPin)) _ = AwaitWord(pin.ToArray(), _duel);
    }

    /// <summary>Goes to a match that only the ticket told of, should MatchFound not come.</summary>
    private async Task AwaitWord(byte[] pin, int duel)
    {
        await Task.Delay(WordLimit);
        lock (_gate)
        {
            if (duel != _duel || _place is not Place.Queued) return;
            Tally.Untold++;
            field.Note("no MatchFound", this, Encoding.UTF8.GetString(pin));
            Found(pin, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>The snapshot. A question that opened before we listened is in it.</summary>
    private void Seated(byte[] frame)
    {
        if (_place is not Place.Playing || frame.AsSpan().IndexOf("\"phase\":\"question\""u8) < 0) return;
        var index = Frames.NumberAfter(frame, "\"index\":"u8);
        if ((_opened & 1 << index) != 0) return;
        Opened(index, frame);
        _inSnapshot = index;
    }

    /// <summary>Calls; a refusal of what should be granted is noted, and the player looks for an opponent again after a moment.</summary>
    private async Task Ask(string method, string arguments, int duel, Action<byte[]> then)
    {
        string frame;
        try
        {
            frame = await field.Connection(slot).Call(method, arguments, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or FormatException)
        {
            // The connection ended: counted where that is seen.
            return;
        }

        var refused = frame.Contains("\"error\":", StringComparison.Ordinal);
        if (refused) await Task.Delay(Retry);
        lock (_gate)
        {
            if (duel != _duel) return;
            if (!refused)
            {
                _progressAt = _place is Place.Playing ? Stopwatch.GetTimestamp() : _progressAt;
                then(Encoding.UTF8.GetBytes(frame));
                return;
            }

            Tally.RefusedCalls++;
            field.Note($"{method} refused", this, frame);
            Again();
        }
    }
}
