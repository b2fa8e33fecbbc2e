using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Who listens, and who is there.</summary>
public sealed partial class MatchmakingGrain
{
    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly RoomPresence _presence = new();
    private readonly Dictionary<string, (IQueueObserver Observer, long Since)> _fronts = [];
    private readonly Dictionary<string, int> _lost = [];

    public Task<string> Subscribe(string frontId, IQueueObserver observer)
    {
        _fronts[frontId] = (observer, Time.GetTimestamp());
        return Task.FromResult(_lost.TryGetValue(frontId, out var times) ? $"{_epoch}-{times}" : _epoch);
    }

    public async Task ReportPresence(string frontId, ImmutableArray<string> arrived, ImmutableArray<string> gone)
    {
        foreach (var player in arrived)
        {
            _presence.Arrived(frontId, player);
            // An opponent may have been found before anybody knew where to say so.
            if (Durable.Tickets.TryGetValue(player, out var ticket) && ticket.MatchId is { } matchId && Durable.Pairings.TryGetValue(matchId, out var pairing)
                && CareOf(matchId).Untold?.Contains(player) is true)
                TellFound(pairing, player, pairing.First == player ? pairing.Second : pairing.First);
        }

        Flush();
        // A page that was loaded anew has forgotten what it was offered, and so has a queue that was brought back to whom it had said so.
        string[] offered = [.. arrived.Where(MayBeOffered)];
        if (offered.Length > 0) _ = Offer(offered);
        await Do(new QueueCommand.Presence(Now, arrived, [.. gone.Where(player => _presence.IsGone(frontId, player))]));
    }

    private Dictionary<string, (IQueueObserver Observer, long Since)>.KeyCollection Listening()
    {
        foreach (var (frontId, front) in _fronts)
        {
            if (Time.GetElapsedTime(front.Since) <= QueueLimits.SubscriptionLease) continue;
            _fronts.Remove(frontId);
            _unsent.Remove(frontId);
            _ = FrontLost(frontId);
        }

        return _fronts.Keys;
    }

    /// <summary>Whoever waited on a front that is gone, and on no other, is away.</summary>
    private async Task FrontLost(string frontId)
    {
        try
        {
            await Task.Delay(RoomLimits.FrontGrace, Time);
            if (_fronts.ContainsKey(frontId)) return;
            _lost[frontId] = _lost.GetValueOrDefault(frontId) + 1;
            await Do(new QueueCommand.Presence(Now, [], [.. _presence.FrontGone(frontId)]));
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, frontId);
        }
    }
}
