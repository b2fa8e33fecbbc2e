using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What is a duel's own: its opening, word to the queue and the players, its match's row, and the rematch.</summary>
public sealed partial class QuizRoomGrain
{
    public async Task<Outcome<DuelOpened>> OpenDuel(OpenDuel command, CancellationToken cancellationToken)
    {
        if (State.Phase is not Phase.Unopened) return Refused(RoomRejections.PinTaken);
        var (questions, substitute) = await Prepare(command, cancellationToken);
        if (questions.IsEmpty) return new Refusal("no_questions", "There are no questions of this category in this language.");
        var seats = command.Seats.Select(s => new Seat(s.PlayerId, s.Nickname, Ratings.Read(s.Rating))).ToImmutableArray();
        var settings = DuelSettingsOf(command, substitute is null ? seats : seats.Add(substitute));
        if (Now > command.OpenBy) return new Refusal("too_late", "Whoever wanted this duel has given it up.");
        var recorded = await Do(new RoomCommand.OpenDuel(Now, command.Category, questions, settings));
        if (recorded.Refusal is { } refusal) return refusal;
        return new DuelOpened(_key.Id, [.. settings.Duel!.Seats.Select(Ratings.Duelist)]);
    }

    public async Task<DuelSeating> Seating(CancellationToken cancellationToken)
    {
        if (IsUnavailable()) throw new StorageUnavailableException("The duel's journal could not be read.");
        // One that is being opened just now must not be said not to be.
        if (Durable.Phase is Phase.Unopened && (await Record(Decision<RoomEvent>.Nothing)).Rejection is not null)
            throw new StorageUnavailableException("The duel's journal could not be written.");
        // Whoever asks may be the first to call since a crash: what is due comes first.
        await OnWake(cancellationToken);
        var status = Durable.Phase switch
        {
            Phase.Unopened => "none",
            Phase.Finished => Duels.HasBegun(Durable) ? "ended" : "over",
            _ => Duels.HasBegun(Durable) ? "playing" : "waiting",
        };
        var duel = Durable.Settings.Duel;
        var changes = Durable.Phase is Phase.Finished { Ratings: { IsDefault: false } ratings } ? ratings : [];
        return new DuelSeating(
            status,
            Durable.Phase is Phase.Unopened ? [] : Came(Durable),
            duel?.Played?.PlayerId,
            duel?.Category ?? "",
            duel?.Rated ?? false,
            changes.IsEmpty ? null : changes.ToImmutableDictionary(c => c.PlayerId, c => Ratings.View(c.After)),
            Duels.IsOpenChallenge(Durable));
    }

    /// <summary>The questions, and who or what sits opposite a single person.</summary>
    private async Task<(ImmutableArray<PlayedQuestion> Questions, Seat? Substitute)> Prepare(OpenDuel command, CancellationToken cancellationToken)
    {
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        if (command.Substitute is { MatchId: { } recordedId, PlayerId: { } recordedPlayer } && await ReadRecording(recordedId, recordedPlayer, cancellationToken) is { } recording)
        {
            return (recording.Questions, new Seat(
                $"ghost-{Matches.NewId()}", recording.Player.Nickname, recording.Player.Rating, SeatKind.Ghost, recording.Answers));
        }

        var drafts = await GrainFactory.GetGrain<IQuestionPoolGrain>(new TenantKey(_key.Tenant, "pool").ToString())
            .Draw(command.Category, command.Language, _duels.Questions, seed, cancellationToken);
        if (drafts.IsEmpty) return ([], null);
        var quiz = new Quiz { Title = command.Category, Language = command.Language, Category = command.Category, Questions = [.. drafts.Select(KnownQuestions.Of)] };
        var questions = PlayedQuestions.Deal(quiz, shuffleQuestions: false, shuffleChoices: true, seed);
        if (command.Substitute is not { } bot) return (questions, null);
        var random = new SplitMix64(seed + 1);
        var rating = Rating.Unknown with { Value = bot.BotRating, Deviation = Rating.MinDeviation };
        return (questions, new Seat($"bot-{Matches.NewId()}", Bot.Nickname, rating, SeatKind.Bot, Bot.Plan(questions, bot.BotRating, _duels.QuestionTime, () => random.Next() / (double)ulong.MaxValue)));
    }

    /// <summary>Another duel's journal, as one of its players played it.</summary>
    private async Task<Recording?> ReadRecording(string matchId, string playerId, CancellationToken cancellationToken)
    {
        var events = await ReadStream($"room/{new TenantKey(_key.Tenant, matchId)}", MostRecordedEvents, cancellationToken);
        return Recording.Of(events, playerId);
    }

    private RoomSettings DuelSettingsOf(OpenDuel command, ImmutableArray<Seat> seats) => new()
    {
        Kind = RoomKind.Duel,
        Pace = Pace.Auto,
        Scoring = ScoringRule.Flat,
        FlatPoints = _duels.Points,
        QuestionTime = _duels.QuestionTime,
        MaxPlayers = 2,
        Countdown = _duels.Countdown,
        RevealTime = _duels.RevealTime,
        Grace = options.Value.Grace,
        ReturnGrace = TimeSpan.Zero,
        EmptyClose = options.Value.EmptyClose,
        Lifetime = options.Value.EmptyClose + _duels.MatchTime + options.Value.Lifetime + (command.InTurns ? _duels.TurnTime : TimeSpan.Zero),
        Duel = new DuelSettings(command.Category, command.Rated, seats)
        {
            Language = command.Language,
            SeatTime = _duels.SeatTime,
            MatchTime = _duels.MatchTime,
            DropGrace = _duels.DropGrace,
            Queue = command.Queue,
            RematchOf = command.RematchOf,
            TurnTime = command.InTurns ? _duels.TurnTime : null,
        },
    };

    /// <summary>Something of a duel is durable: the row, the players and the queue hear of it. None of them holds the game up.</summary>
    private void OnDuelCommitted(RoomEvent @event, RoomState after)
    {
        switch (@event)
        {
            case RoomEvent.Opened:
                SaveMatch(after);
                foreach (var seat in after.Settings.Duel!.Seats)
                {
                    if (seat.IsPerson) Enter(seat.PlayerId, after.Settings.Duel);
                }

                break;
            case RoomEvent.PlayerSeated e when after.Settings.Duel!.SeatOf(e.PlayerId) is null:
                // A friend with the link. Who comes for a second turn begins it.
                Enter(e.PlayerId, after.Settings.Duel);
                if (after.Settings.Duel.Played is not null) SaveMatch(after);
                break;
            case RoomEvent.QuestionOpened { Index: 0 }:
                SaveMatch(after);
                _ = TellQueue(queue => queue.MatchSeated(_key.Id));
                break;
            case RoomEvent.TurnEnded e:
                // He is free to play elsewhere meanwhile.
                SaveMatch(after);
                _ = TellPlayer(e.PlayerId, p => p.LeaveDuel(_key.Id, after.Settings.Duel!.Category, null));
                break;
            case RoomEvent.Finished e:
                // The row itself is written, and written again until it is, by Archive.
                OnDuelFinished(e, after);
                break;
        }
    }

    private void Enter(string playerId, DuelSettings duel)
    {
        var opponent = duel.Seats.FirstOrDefault(s => s.PlayerId != playerId)?.PlayerId;
        _ = TellPlayer(playerId, p => p.EnterDuel(_key.Id, opponent, duel.Queue));
    }

    private void OnDuelFinished(RoomEvent.Finished finished, RoomState after)
    {
        var duel = after.Settings.Duel!;
        foreach (var player in duel.Seats.Where(s => s.IsPerson).Select(s => s.PlayerId).Union(after.Players.Keys).Where(id => duel.SeatOf(id) is null or { IsPerson: true }))
        {
            var change = finished.Ratings.IsDefault ? null : finished.Ratings.FirstOrDefault(r => r.PlayerId == player);
            _ = TellPlayer(player, p => p.LeaveDuel(_key.Id, duel.Category, change is null ? null : Ratings.View(change.After)));
        }

        if (!Duels.HasBegun(after)) _ = TellQueue(queue => queue.MatchFailed(_key.Id, Came(after)));
    }

    /// <summary>Nobody waits for it, so it does not come back to the grain but to say that it failed.</summary>
    private void SaveMatch(RoomState state) => _ = matches.Save(Matches.RecordOf(_key, state), CancellationToken.None).ContinueWith(
        saving => LogMatchNotSaved(logger, saving.Exception!.GetBaseException(), _key.Id),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task TellQueue(Func<IMatchmakingGrain, Task> tell)
    {
        if (Durable.Settings.Duel?.Queue is not { } queue) return;
        try
        {
            await tell(GrainFactory.GetGrain<IMatchmakingGrain>(queue));
        }
        catch (Exception e)
        {
            // It asks for itself when the time for the seats is over.
            LogNotTold(logger, e, queue, _key.Id);
        }
    }

    private async Task TellPlayer(string playerId, Func<IPlayerGrain, Task> tell)
    {
        try
        {
            await tell(Player(playerId));
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, playerId, _key.Id);
        }
    }

    private IPlayerGrain Player(string playerId) => GrainFactory.GetGrain<IPlayerGrain>(new TenantKey(_key.Tenant, playerId).ToString());

    /// <summary>Who has come; after a refusal also whoever did not refuse, for it is not his fault.</summary>
    private static ImmutableArray<string> Came(RoomState state) => state.Phase is Phase.Finished { Reason: FinishReason.Declined, Loser: var loser }
        ? [.. state.Settings.Duel!.Seats.Select(s => s.PlayerId).Where(id => id != loser)]
        : [.. state.Players.Keys];

    /// <summary>The two in the order of their seats.</summary>
    private static IEnumerable<Player> SidesOf(RoomState state) =>
        state.Players.Values.OrderBy(p => state.Settings.Duel!.Seats.Select(s => s.PlayerId).ToList().IndexOf(p.Id) is var place && place < 0 ? int.MaxValue : place);

    [LoggerMessage(1131, LogLevel.Warning, "The match {MatchId} was not saved as it is now; its end is, until it has worked.")]
    private static partial void LogMatchNotSaved(ILogger logger, Exception exception, string matchId);

    [LoggerMessage(1132, LogLevel.Warning, "{Who} was not told of the match {MatchId}.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string who, string matchId);
}
