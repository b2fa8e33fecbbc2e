using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>A room's state as its viewers may see it.</summary>
internal static partial class RoomProjector
{
    /// <summary>The room for one viewer: the host, a player, or (any other id) a screen.</summary>
    public static RoomSnapshot Snapshot(string pin, RoomState state, long version, string viewerId, DateTimeOffset now)
    {
        var isHost = viewerId == state.Host.Id;
        var player = state.Players.GetValueOrDefault(viewerId);
        var running = state.Phase is Phase.Paused paused ? paused.Within : state.Phase;
        var clock = state.Phase is Phase.Paused p ? p.At : now;
        return new RoomSnapshot
        {
            Pin = pin,
            Version = version,
            Kind = Name(state.Settings.Kind),
            Phase = Name(state.Phase),
            PausedPhase = state.Phase is Phase.Paused ? Name(running) : null,
            PauseReason = state.Phase is Phase.Paused { Reason: var reason } ? Name(reason) : null,
            Index = state.CurrentIndex,
            Of = state.Questions.Length,
            Locked = state.Locked,
            HostConnected = state.Host.Connected,
            PlayerCount = state.Players.Count,
            Answered = running is Phase.Asking open ? open.Answers.Count : 0,
            Present = state.Present,
            Players = Players(state, isHost || player is null ? int.MaxValue : state.Players.Count > RoomLimits.LargeRoom ? RoomLimits.ListedPlayersOfMany : RoomLimits.ListedPlayers),
            Rules = Rules(state),
            Question = QuestionOf(state, running, clock),
            Reveal = running is Phase.Reveal reveal ? Reveal(state, reveal, clock) : null,
            Finished = state.Phase is Phase.Finished finished ? Finished(state, finished) : null,
            RemainingMs = running switch
            {
                Phase.Countdown c => Milliseconds(c.EndsAt - clock),
                Phase.Reveal { NextAt: { } next } => Milliseconds(next - clock),
                _ => null,
            },
            You = player is null ? null : You(state, running, player),
            Duel = Duel(state, running, clock),
            Generation = Writing(state, 0, now),
            Host = isHost ? new HostView(player is null ? AnswerKey(state, running) : null, state.Host.Key, Furnishing(state), ExtraTime(state)) : null,
        };
    }

    public static RoomResults Results(string pin, RoomState state) => new(
        pin, state.Title, Name(state.Phase), TableRows(state, int.MaxValue), Teams(state), Standings.TieRule(state.Settings));

    public static PlayerView Player(Player player) => new(player.Id, player.Nickname, player.Team, player.Score, player.Rank, player.Connected);

    public static QuestionView Question(RoomState state, int index, TimeSpan time, TimeSpan remaining)
    {
        var played = state.Questions[index];
        return new QuestionView(
            index,
            state.Questions.Length,
            Name(played.Question),
            played.Question.Text,
            Choices(played),
            state.Settings.Scoring == ScoringRule.Flat ? state.Settings.FlatPoints * played.Question.Points / 1000 : played.Question.Points,
            Milliseconds(time),
            (int)Math.Ceiling(remaining.TotalMilliseconds),
            played.Question is Numeric { Unit: var unit } ? unit : "",
            played.Question.Category);
    }

    public static RoomFinished Finished(RoomState state, Phase.Finished finished)
    {
        if (state.Settings.Duel is not null)
        {
            var winner = Duels.Winner(state, finished.Reason, finished.Loser);
            return new RoomFinished(TableRows(state, RoomLimits.ListedStandings), [], winner, Name(finished.Reason), finished.Loser, RatingsOf(finished));
        }

        var teams = Teams(state);
        var winners = teams.IsEmpty
            ? [.. state.Players.Values.Where(p => p.Rank == 1).Select(p => p.Id)]
            : teams.Where(t => t.Rank == 1).Select(t => t.Team).ToArray();
        return new RoomFinished(
            TableRows(state, RoomLimits.ListedStandings), teams, winners is [var only] ? only : null, Name(finished.Reason));
    }

    public static ImmutableArray<StandingView> TableRows(RoomState state, int most)
    {
        var rows = ImmutableArray.CreateBuilder<StandingView>(Math.Min(most, state.Table.Count));
        foreach (var id in state.Table)
        {
            if (rows.Count == most) break;
            var p = state.Players[id];
            rows.Add(new StandingView(p.Rank, p.Id, p.Nickname, p.Team, p.Score, (long)p.AnswerTime.TotalMilliseconds));
        }

        return rows.MoveToImmutable();
    }

    public static ImmutableArray<TeamView> Teams(RoomState state) =>
        [.. TeamStandings.Of(state).Select(t => new TeamView(t.Rank, t.Team, t.Score, t.Members))];

    public static int Milliseconds(TimeSpan span) => (int)Math.Max(0, Math.Ceiling(span.TotalMilliseconds));

    private static ImmutableArray<ChoiceView> Choices(PlayedQuestion played)
    {
        var texts = played.ChoiceTexts;
        var choices = ImmutableArray.CreateBuilder<ChoiceView>(texts.Length);
        for (var id = 0; id < texts.Length; id++) choices.Add(new ChoiceView(id, texts[id]));
        return choices.MoveToImmutable();
    }

    private static ImmutableArray<PlayerView> Players(RoomState state, int most) =>
        [.. state.Table.Take(most).Select(id => Player(state.Players[id]))];

    private static QuestionView? QuestionOf(RoomState state, Phase running, DateTimeOffset clock) => running switch
    {
        Phase.Asking p => Question(state, p.Index, p.Time, p.OpenedAt + p.Time - clock),
        Phase.Reveal p => Question(state, p.Index, state.TimeFor(p.Index), TimeSpan.Zero),
        _ => null,
    };

    private static YouView You(RoomState state, Phase running, Player player)
    {
        var given = running switch
        {
            Phase.Asking p => p.Answers.GetValueOrDefault(player.Id),
            Phase.Reveal p => p.Answers.GetValueOrDefault(player.Id),
            _ => null,
        };
        var result = running is Phase.Reveal r && r.Results.ContainsKey(player.Id) ? ResultOf(state, r, player.Id) : null;
        var factor = running is Phase.Asking asking ? asking.Factors.GetValueOrDefault(player.Id, 1) : player.TimeFactor;
        return new YouView(
            player.Id, player.Nickname, player.Team, player.Score, player.Rank, player.Streak, factor, AnswerViews.From(given?.Answer), result);
    }

    private static CorrectView? AnswerKey(RoomState state, Phase running) =>
        running is Phase.Asking or Phase.Reveal ? AnswerViews.Correct(state.Questions[state.CurrentIndex]) : null;

    private static ImmutableArray<ExtraTimeView> ExtraTime(RoomState state) =>
        [.. state.Players.Values.Where(p => p.TimeFactor > 1).Select(p => new ExtraTimeView(p.Id, p.TimeFactor))];

    private static RulesView Rules(RoomState state) => new(
        state.Title,
        state.Settings.Pace == Pace.Auto ? "auto" : "host",
        state.Settings.Scoring switch { ScoringRule.Flat => "flat", ScoringRule.NoSpeed => "noSpeed", _ => "timed" },
        state.Settings.StreakBonus,
        state.Settings.ChangeAnswers,
        state.Settings.Teams switch { TeamRule.Free => "free", TeamRule.Fixed => "fixed", _ => "none" },
        state.Settings.TeamNames,
        Milliseconds(state.Settings.Grace),
        state.Settings.MaxPlayers,
        Standings.TieRule(state.Settings));
}
