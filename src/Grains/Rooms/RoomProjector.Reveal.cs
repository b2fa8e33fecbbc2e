using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>The reveal: what was right, what was answered, and what it brought.</summary>
internal static partial class RoomProjector
{
    private const int TopRows = 10;
    private const int TopTexts = 10;

    public static RevealView Reveal(RoomState state, Phase.Reveal reveal, DateTimeOffset now)
    {
        var played = state.Questions[reveal.Index];
        return new RevealView(
            reveal.Index,
            state.Questions.Length,
            AnswerViews.Correct(played),
            Distribution(played, reveal.Answers.Values),
            played.Question.Explanation,
            TableRows(state, TopRows),
            Teams(state),
            reveal.NextAt is { } next ? Milliseconds(next - now) : null);
    }

    public static ImmutableArray<PlayerResult> ResultsOf(RoomState state, Phase.Reveal reveal)
    {
        var results = ImmutableArray.CreateBuilder<PlayerResult>(state.Table.Count);
        foreach (var id in state.Table) results.Add(ResultOf(state, reveal, id));
        return results.DrainToImmutable();
    }

    private static PlayerResult ResultOf(RoomState state, Phase.Reveal reveal, string playerId)
    {
        var player = state.Players[playerId];
        var result = reveal.Results.GetValueOrDefault(playerId);
        return new PlayerResult(
            playerId,
            AnswerViews.From(reveal.Answers.GetValueOrDefault(playerId)?.Answer),
            result?.Right ?? false,
            result?.Points ?? 0,
            player.Score,
            player.Rank,
            player.Streak);
    }

    private static ImmutableArray<AnswerShare> Distribution(PlayedQuestion played, IEnumerable<GivenAnswer> answers)
    {
        if (played.Question is SingleChoice or MultipleChoice or TrueFalse or Poll)
        {
            var counts = new int[played.ChoiceCount];
            foreach (var given in answers)
            {
                if (given.Answer is not ChoiceAnswer { Choices: var picked }) continue;
                foreach (var id in picked) counts[id]++;
            }

            var shares = ImmutableArray.CreateBuilder<AnswerShare>(counts.Length);
            for (var id = 0; id < counts.Length; id++) shares.Add(new AnswerShare(id, null, counts[id]));
            return shares.MoveToImmutable();
        }

        return [.. answers.Select(a => AnswerViews.Spelled(a.Answer, played)).GroupBy(t => t)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(TopTexts).Select(g => new AnswerShare(null, g.Key, g.Count()))];
    }
}
