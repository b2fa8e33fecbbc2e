using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Players;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>What players' grains are told, and what is offered to those who have waited long.</summary>
public sealed partial class MatchmakingGrain
{
    /// <summary>Players' grains know where they wait from memory, which goes with their server: without this one could not leave, or would get a second ticket.</summary>
    private static readonly TimeSpan RemindAgain = TimeSpan.FromSeconds(15);

    /// <summary>Between so many and the next: 400 calls a second, however many wait.</summary>
    private static readonly TimeSpan RemindPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OfferFailedAgain = TimeSpan.FromSeconds(5);
    private const int RemindedAtOnce = 100;
    private const int OfferedAtOnce = 16;

    private readonly Cadence _reminders = new(time);
    private readonly Cadence _offers = new(time);
    private readonly HashSet<string> _unoffered = [];

    /// <summary>Whose grains are being reminded just now.</summary>
    private readonly HashSet<string> _reminding = [];
    private Task _round = Task.CompletedTask;

    /// <summary>Just brought back: all of them at once, those who are matched too.</summary>
    private void RemindAll()
    {
        _reminders.Rest(RemindAgain);
        _round = Remind([.. Durable.Tickets.Keys], TimeSpan.Zero);
    }

    /// <summary>Those who wait, from time to time; who is matched is where his duel says.</summary>
    private void RemindWaiting()
    {
        if (!_round.IsCompleted || !_reminders.IsDue) return;
        _reminders.Rest(RemindAgain);
        _round = Remind([.. Durable.Tickets.Values.Where(t => t.MatchId is null).Select(t => t.PlayerId)], RemindPause);
    }

    private async Task Remind(ImmutableArray<string> players, TimeSpan pause)
    {
        var isFirst = true;
        foreach (var some in players.Chunk(RemindedAtOnce))
        {
            if (!isFirst && pause > TimeSpan.Zero) await Task.Delay(pause, Time);
            if (_isLeaving) return;
            isFirst = false;
            await Task.WhenAll(some.Where(Durable.Tickets.ContainsKey).Select(Remind));
        }
    }

    private async Task Remind(string playerId)
    {
        // Who is being moved hears from the other queue.
        if (playerId == _moving || !_reminding.Add(playerId)) return;
        await TellPlayer(playerId, p => p.StillQueued(_key.ToString()));
        _reminding.Remove(playerId);
    }

    private async Task TellPlayer(string playerId, Func<IPlayerGrain, Task> tell)
    {
        try
        {
            await tell(GrainFactory.GetGrain<IPlayerGrain>(new TenantKey(_key.Tenant, playerId).ToString()));
        }
        catch (Exception e)
        {
            // Memory only: it tells a page that was loaded anew where to go on.
            LogNotTold(logger, e, playerId);
        }
    }

    private async Task Offer(IEnumerable<string> players)
    {
        foreach (var some in players.Chunk(OfferedAtOnce)) await Task.WhenAll(some.Select(Offer));
    }

    private void OfferAgain()
    {
        if (_unoffered.Count == 0 || !_offers.IsDue) return;
        _offers.Rest(OfferFailedAgain);
        string[] again = [.. _unoffered];
        _unoffered.Clear();
        _ = Offer(again);
    }

    /// <summary>A recorded duel of somebody as strong, or a bot: always said to be one.</summary>
    private async Task Offer(string playerId)
    {
        try
        {
            if (!MayBeOffered(playerId)) return;
            var rating = Durable.Tickets[playerId].Rating;
            var recorded = await matches.FindRecorded(_key.Tenant, _key.Category, _key.Language, rating.Value, playerId, CancellationToken.None);
            var name = recorded is { } found ? (await matches.Find(new TenantKey(_key.Tenant, found.MatchId), CancellationToken.None))?.Sides.FirstOrDefault(s => s.PlayerId == found.PlayerId) : null;
            if (!MayBeOffered(playerId)) return;
            Tell(playerId, new SubstituteOffered(name is { } side
                ? new DuelistView(side.PlayerId, side.Nickname, Ratings.Shown(side.Before ?? Rating.Unknown), false, "ghost")
                : new DuelistView("bot", Bot.Nickname, Ratings.Shown(rating), false, "bot")));
            Flush();
        }
        catch (Exception e)
        {
            _unoffered.Add(playerId);
            _offers.Rest(OfferFailedAgain);
            LogNotOffered(logger, e, playerId);
        }
    }

    private bool MayBeOffered(string playerId) => Durable.Tickets.TryGetValue(playerId, out var ticket) && ticket is { Offered: true, MatchId: null };

    [LoggerMessage(1212, LogLevel.Warning, "{PlayerId} was offered no substitute; it is tried again.")]
    private static partial void LogNotOffered(ILogger logger, Exception exception, string playerId);
}
