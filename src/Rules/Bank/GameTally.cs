using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Bank;

/// <summary>What one finished game says of its questions.</summary>
/// <param name="Items">By edition (<see cref="Edition"/>).</param>
/// <param name="Seen">Who saw which editions: players, and the host.</param>
public sealed record GameTally(ImmutableDictionary<Guid, ItemCounts> Items, ImmutableDictionary<string, ImmutableHashSet<Guid>> Seen)
{
    /// <summary>A player's result says something of him when it rests on at least so many other questions.</summary>
    public const int LeastRest = 3;

    /// <summary>From a room's events, in order. A question that was never closed does not count.</summary>
    public static GameTally Of(IEnumerable<RoomEvent> events)
    {
        var state = RoomState.Initial;
        var rounds = new List<PlayedRound>();
        foreach (var @event in events)
        {
            state = RoomEvolution.Evolve(state, @event);
            if (PlayedRound.Of(@event, state) is { } round) rounds.Add(round);
        }

        return Of(rounds, state, Edition.Of);
    }

    /// <summary>The same from its rounds.</summary>
    /// <param name="rounds">All of them.</param>
    /// <param name="end">The room as the game left it.</param>
    /// <param name="editionOf">What <see cref="Edition.Of"/> says, which may be known already.</param>
    public static GameTally Of(IReadOnlyList<PlayedRound> rounds, RoomState end, Func<Question, Guid> editionOf)
    {
        var host = end.Settings.Duel is null ? end.Host.Id : "";
        var items = ImmutableDictionary.CreateBuilder<Guid, ItemCounts>();
        var seen = new Dictionary<string, HashSet<Guid>>();
        var totals = Totals(rounds);
        foreach (var round in rounds)
        {
            var edition = editionOf(round.Played.Question);
            foreach (var player in host.Length > 0 ? round.Shown.Add(host) : round.Shown)
            {
                if (!seen.TryGetValue(player, out var editions)) seen.Add(player, editions = []);
                editions.Add(edition);
            }

            if (round.Played.Question.TakesAnswers)
                items[edition] = items.GetValueOrDefault(edition, ItemCounts.None).Plus(CountsOf(round, totals));
        }

        return new GameTally(items.ToImmutable(), seen.ToImmutableDictionary(s => s.Key, s => s.Value.ToImmutableHashSet()));
    }

    /// <summary>By player: how many scored questions he was shown, and how many of them he got right.</summary>
    private static Dictionary<string, (int Shown, int Right)> Totals(IReadOnlyList<PlayedRound> rounds)
    {
        var totals = new Dictionary<string, (int Shown, int Right)>();
        foreach (var round in rounds.Where(r => r.Played.Question.IsScored))
        {
            foreach (var player in round.Shown)
            {
                var (shown, right) = totals.GetValueOrDefault(player);
                totals[player] = (shown + 1, right + (round.Answers.TryGetValue(player, out var given) && given.Right ? 1 : 0));
            }
        }

        return totals;
    }

    private static ItemCounts CountsOf(PlayedRound round, Dictionary<string, (int Shown, int Right)> totals)
    {
        var times = new int[AnswerTimes.Classes];
        var choices = new int[round.Played.Question is SingleChoice or MultipleChoice or TrueFalse or Poll ? round.Played.Shown.Length : 0];
        var criterion = default(Criterion);
        foreach (var (player, given) in round.Answers)
        {
            times[AnswerTimes.ClassOf(given.Time)]++;
            foreach (var id in given.Answer is ChoiceAnswer { Choices.IsDefault: false } picked ? picked.Choices : [])
            {
                if ((uint)id < (uint)choices.Length) choices[round.Played.Shown[id]]++;
            }

            if (!round.Played.Question.IsScored || !totals.TryGetValue(player, out var total) || total.Shown - 1 < LeastRest) continue;
            criterion = criterion.With(given.Right, (double)(total.Right - (given.Right ? 1 : 0)) / (total.Shown - 1));
        }

        return new ItemCounts
        {
            Shown = round.Shown.Length,
            Answered = round.Answers.Count,
            Right = round.Played.Question.IsScored ? round.Answers.Values.Count(a => a.Right) : 0,
            Times = [.. times],
            Choices = [.. choices],
            Criterion = criterion,
        };
    }
}
