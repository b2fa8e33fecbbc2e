using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>Draws the order in which a room shows a quiz's questions and their choices.</summary>
public static class PlayedQuestions
{
    /// <summary>
    /// The questions in played order. The same arguments deal the same for good: a room's journal keeps the seed, not the order.
    /// True/false always shows true first. Items to put in order are always shuffled, and never shown in the right order.
    /// </summary>
    public static ImmutableArray<PlayedQuestion> Deal(Quiz quiz, bool shuffleQuestions, bool shuffleChoices, ulong seed)
    {
        var random = new SplitMix64(seed);
        // A seed a question, drawn in authored order: how one is dealt depends neither on the others' choices nor on their order.
        var seeds = quiz.Questions.Select(_ => random.Next()).ToArray();
        var order = Identity(quiz.Questions.Length);
        if (shuffleQuestions) random.Shuffle(order);
        return [.. order.Select(i => new PlayedQuestion(quiz.Questions[i], Shown(quiz.Questions[i], shuffleChoices, seeds[i])))];
    }

    private static ImmutableArray<int> Shown(Question question, bool shuffle, ulong seed)
    {
        var random = new SplitMix64(seed);
        var shown = Identity(CountOf(question));
        if (question is Order) Disorder(shown, ref random);
        else if (shuffle && question is not TrueFalse) random.Shuffle(shown);
        return ImmutableCollectionsMarshal.AsImmutableArray(shown);
    }

    // Drawing again until it is another order leaves all the others equally likely; of two items it takes two draws on average.
    private static void Disorder(int[] shown, ref SplitMix64 random)
    {
        if (shown.Length < 2) return;
        do random.Shuffle(shown);
        while (shown.AsSpan().SequenceEqual(Identity(shown.Length)));
    }

    private static int CountOf(Question question) => question switch
    {
        SingleChoice q => q.Choices.Length,
        MultipleChoice q => q.Choices.Length,
        Poll q => q.Choices.Length,
        Order q => q.Items.Length,
        TrueFalse => 2,
        _ => 0,
    };

    private static int[] Identity(int count)
    {
        var identity = new int[count];
        for (var i = 0; i < count; i++) identity[i] = i;
        return identity;
    }
}
