using System.Collections.Immutable;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>Reads a host's settings within the deployment's limits.</summary>
public static class RoomSettingsReader
{
    public const int MaxTeams = 50;

    /// <summary>The settings, or the first one that is wrong, named.</summary>
    public static (RoomSettings? Settings, Refusal? Refusal) Read(RoomSettingsView view, RoomOptions options)
    {
        Refusal? refusal = null;
        var kind = OneOf(view.Kind, "kind", ("party", RoomKind.Party), ("pub", RoomKind.Pub));
        var teams = OneOf(view.Teams ?? (kind == RoomKind.Pub ? "free" : "none"), "teams", ("none", TeamRule.None), ("free", TeamRule.Free), ("fixed", TeamRule.Fixed));
        var settings = new RoomSettings
        {
            Kind = kind,
            Pace = OneOf(view.Pace, "pace", ("host", Pace.Host), ("auto", Pace.Auto)),
            Scoring = OneOf(view.Scoring, "scoring", ("timed", ScoringRule.Timed), ("flat", ScoringRule.Flat), ("noSpeed", ScoringRule.NoSpeed)),
            QuestionTime = Seconds(view.QuestionTimeSeconds, 5, 300, "questionTimeSeconds"),
            FlatPoints = Within(view.FlatPoints, 1, 1000, "flatPoints"),
            StreakBonus = view.StreakBonus,
            PartialCredit = view.PartialCredit,
            ChangeAnswers = view.ChangeAnswers,
            Teams = teams,
            TeamNames = teams == TeamRule.Fixed ? TeamNames(view.TeamNames) : [],
            MaxPlayers = Within(view.MaxPlayers ?? options.MaxPlayers, 1, options.MaxPlayers, "maxPlayers"),
            LateJoin = view.LateJoin,
            Countdown = Seconds(view.CountdownSeconds, 0, 10, "countdownSeconds"),
            RevealTime = Seconds(view.RevealSeconds, 1, 60, "revealSeconds"),
            Grace = options.Grace,
            HostGrace = options.HostGrace,
            ReturnGrace = options.ReturnGrace,
            EmptyClose = options.EmptyClose,
            Lifetime = options.Lifetime,
        };
        return refusal is null ? (settings, null) : (null, refusal);

        void Wrong(string sentence) => refusal ??= new Refusal("invalid_settings", sentence);

        T OneOf<T>(string value, string name, params ReadOnlySpan<(string Name, T Value)> known)
        {
            foreach (var (text, result) in known)
            {
                if (text == value) return result;
            }

            Wrong($"{name} must be one of {string.Join(", ", known.ToArray().Select(k => k.Name))}.");
            return known[0].Value;
        }

        int Within(int value, int least, int most, string name)
        {
            if (value < least || value > most) Wrong($"{name} must be {least} to {most}.");
            return value;
        }

        TimeSpan Seconds(int value, int least, int most, string name) => TimeSpan.FromSeconds(Within(value, least, most, name));

        ImmutableArray<string> TeamNames(ImmutableArray<string> names)
        {
            var cleaned = names.Select(n => Nicknames.Clean(n)).ToList();
            if (cleaned.Count is < 2 or > MaxTeams) Wrong($"teamNames must be 2 to {MaxTeams} names.");
            if (cleaned.Any(c => c.Rejection is not null)) Wrong($"teamNames must have 1 to {Nicknames.MaxLength} visible characters each.");
            if (cleaned.DistinctBy(c => Nicknames.Fold(c.Name)).Count() != cleaned.Count) Wrong("teamNames must differ.");
            return [.. cleaned.Select(c => c.Name)];
        }
    }
}
