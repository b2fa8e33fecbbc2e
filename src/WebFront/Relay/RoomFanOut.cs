using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>Sends a room's updates to its audiences: what came together goes to each connection in one write.</summary>
public sealed class RoomFanOut(Lines lines, RoomWording wording)
{
    /// <summary>
    /// So many connections are told in one go, as many as the shared array pool keeps buffers for on a small machine. A room of thousands told
    /// in one would fill as many buffers at once and let everything else wait for all of it; this way the first are on their way while the next
    /// are written, the same buffers serve again, and receipts slip in between.
    /// </summary>
    private const int Section = 64;

    /// <summary>Tells updates in their order.</summary>
    public async Task Tell(RoomRelay relay, IReadOnlyList<RoomUpdate> updates)
    {
        await Tell(relay, Audience.Stage, updates);
        await Tell(relay, Audience.Players, updates);
    }

    private async Task Tell(RoomRelay relay, Audience audience, IReadOnlyList<RoomUpdate> updates)
    {
        Words[]? words = null;
        Action<RoomRelay.Listener>? send = null;
        var told = 0;
        foreach (var listener in relay.Listeners)
        {
            if (listener.Audience != audience) continue;
            if (++told % Section == 0) await Task.Yield();
            // Put into words only when somebody is there to hear them.
            send ??= SenderOf(words ??= [.. updates.Select(u => wording.Of(u, audience))]);
            send(listener);
        }
    }

    private Action<RoomRelay.Listener> SenderOf(Words[] words)
    {
        if (Array.TrueForAll(words, w => w.IsForAll))
        {
            var piece = lines.Piece(Joined(words, null));
            return listener => listener.Line.Send(piece);
        }

        // The one that goes to thousands, each with his own: written where it goes, without a copy in between.
        if (words is [ResultWords results]) return listener => listener.Line.Send(nameof(IPlayClient.QuestionClosed), results.MessageFor(listener.MemberId));
        return listener =>
        {
            var own = Joined(words, listener.MemberId);
            if (!own.IsEmpty) listener.Line.Send(lines.Piece(own));
        };
    }

    private static ReadOnlyMemory<byte> Joined(Words[] words, string? memberId)
    {
        if (words is [var only]) return only.For(memberId);
        var parts = Array.ConvertAll(words, w => w.For(memberId));
        var joined = new byte[parts.Sum(p => p.Length)];
        var place = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined.AsMemory(place));
            place += part.Length;
        }

        return joined;
    }
}
