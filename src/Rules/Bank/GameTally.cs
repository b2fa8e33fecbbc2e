using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        var items = ImmutableDictionary.CreateBuilder<Guid, ItemCounts>();
        var totals = Totals(rounds);
        var editions = rounds.Select(r => editionOf(r.Played.Question)).ToArray();
        for (var i = 0; i < rounds.Count; i++)
        {
            if (!rounds[i].Played.Question.TakesAnswers) continue;
            var counts = CountsOf(rounds[i], totals);
            items[editions[i]] = items.TryGetValue(editions[i], out var before) ? before.Plus(counts) : counts;
        }

        return new GameTally(items.ToImmutable(), Seeing(rounds, editions, end.Settings.Duel is null ? end.Host.Id : ""));
    }

    private static ImmutableDictionary<string, ImmutableHashSet<Guid>> Seeing(IReadOnlyList<PlayedRound> rounds, Guid[] editions, string host)
    {
        var shownIn = new Dictionary<string, List<Guid>>();
        for (var i = 0; i < rounds.Count; i++)
        {
            foreach (var player in rounds[i].Shown)
            {
                if (!shownIn.TryGetValue(player.Id, out var his)) shownIn.Add(player.Id, his = new List<Guid>(rounds.Count));
                his.Add(editions[i]);
            }
        }

        var seen = ImmutableDictionary.CreateBuilder<string, ImmutableHashSet<Guid>>();
        if (rounds.Count == 0) return seen.ToImmutable();
        // Most see all of them, and share one set.
        ImmutableHashSet<Guid> all = [.. editions];
        foreach (var (player, his) in shownIn) seen[player] = his.Count == rounds.Count ? all : [.. his];
        if (host.Length > 0) seen[host] = all;
        return seen.ToImmutable();
    }

    /// <summary>By player: how many scored questions he was shown, and how many of them he got right.</summary>
    private static Dictionary<string, (int Shown, int Right)> Totals(IReadOnlyList<PlayedRound> rounds)
    {
        var totals = new Dictionary<string, (int Shown, int Right)>();
        foreach (var round in rounds)
        {
            if (!round.Played.Question.IsScored) continue;
            foreach (var player in round.Shown)
            {
                var (shown, right) = totals.GetValueOrDefault(player.Id);
                totals[player.Id] = (shown + 1, right + (player.Right ? 1 : 0));
            }
        }

        return totals;
    }

    private static ItemCounts CountsOf(PlayedRound round, Dictionary<string, (int Shown, int Right)> totals)
    {
        var times = new int[AnswerTimes.Classes];
        var choices = new int[round.Played.Question is SingleChoice or MultipleChoice or TrueFalse or Poll ? round.Played.Shown.Length : 0];
        var criterion = default(Criterion);
        var (answered, right) = (0, 0);
        foreach (var player in round.Shown)
        {
            if (player.Given is not { } given) continue;
            answered++;
            if (player.Right) right++;
            times[AnswerTimes.ClassOf(given.Elapsed)]++;
            foreach (var id in given.Answer is ChoiceAnswer { Choices.IsDefault: false } picked ? picked.Choices : [])
            {
                if ((uint)id < (uint)choices.Length) choices[round.Played.Shown[id]]++;
            }

            if (!round.Played.Question.IsScored || !totals.TryGetValue(player.Id, out var total) || total.Shown - 1 < LeastRest) continue;
            criterion = criterion.With(player.Right, (double)(total.Right - (player.Right ? 1 : 0)) / (total.Shown - 1));
        }

        return new ItemCounts
        {
            Shown = round.Shown.Count,
            Answered = answered,
            Right = round.Played.Question.IsScored ? right : 0,
            Times = ImmutableCollectionsMarshal.AsImmutableArray(times),
            Choices = ImmutableCollectionsMarshal.AsImmutableArray(choices),
            Criterion = criterion,
        };
    }
}
