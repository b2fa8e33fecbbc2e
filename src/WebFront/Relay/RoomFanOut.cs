using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Relay;

/// <summary>Sends a room's updates to its audiences: what came together goes to each connection in one write.</summary>
public sealed class RoomFanOut(RoomWording wording)
{
    /// <summary>
    /// So many connections are told in one go, as many as the shared array pool keeps buffers for on a small machine. A room of thousands told
    /// in one would fill as many buffers at once and let everything else wait for all of it; this way the first are on their way while the next
    /// are written, the same buffers serve again, and receipts slip in between.
    /// </summary>
    private const int Section = 64;

    /// <summary>Tells updates in their order. Done at once but in a large room.</summary>
    public async Task Tell(RoomListeners listeners, IReadOnlyList<RoomUpdate> updates)
    {
        var all = listeners.All;
        await Tell(all, Audience.Stage, updates);
        await Tell(all, Audience.Players, updates);
    }

    private async Task Tell(ImmutableArray<Listener> listeners, Audience audience, IReadOnlyList<RoomUpdate> updates)
    {
        Words[]? words = null;
        WordsMessage? forAll = null;
        var told = 0;
        var membersOnly = IsForMembersOnly(updates);
        foreach (var listener in listeners)
        {
            // Whoever turns out to be a member meanwhile sees the hole in the versions.
            if (listener.Audience != audience || (membersOnly && listener.MemberId is null)) continue;
            if (++told % Section == 0) await Task.Yield();
            // Put into words only when somebody is there to hear them.
            if (words is null)
            {
                words = WordsOf(updates, audience);
                if (WordsMessage.IsForAll(words)) forAll = new WordsMessage(words, null);
            }

            if ((forAll ?? WordsMessage.For(listener.MemberId, words)) is { } message) listener.Line.Send(message);
        }
    }

    private static bool IsForMembersOnly(IReadOnlyList<RoomUpdate> updates)
    {
        for (var i = 0; i < updates.Count; i++)
        {
            if (updates[i].MembersOnly) return true;
        }

        return false;
    }

    private Words[] WordsOf(IReadOnlyList<RoomUpdate> updates, Audience audience)
    {
        var words = new Words[updates.Count];
        for (var i = 0; i < words.Length; i++) words[i] = wording.Of(updates[i], audience);
        return words;
    }
}
