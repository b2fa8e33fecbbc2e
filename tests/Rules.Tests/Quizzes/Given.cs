using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Tests.Quizzes;

/// <summary>Questions to test with, short to write. In choices, a text that begins with '*' is correct.</summary>
internal static class Given
{
    public static SingleChoice Single(params string[] choices) => new() { Text = "Which?", Choices = Choices(choices) };

    public static MultipleChoice Multiple(params string[] choices) => new() { Text = "Which ones?", Choices = Choices(choices) };

    public static TrueFalse Statement(bool answer) => new() { Text = "Is it so?", Answer = answer };

    public static Typed Typed(params string[] accepted) => new() { Text = "What?", Accepted = [.. accepted] };

    public static Numeric Number(double number, double within = 0, NumberRule rule = NumberRule.Within) =>
        new() { Text = "How many?", Number = number, Within = within, Rule = rule };

    public static Order Items(params string[] items) => new() { Text = "In which order?", Items = [.. items] };

    public static Poll Poll(params string[] choices) => new() { Text = "What do you think?", Choices = [.. choices] };

    public static Slide Slide() => new() { Text = "Read this." };

    public static Quiz Quiz(params Question[] questions) => new() { Title = "A quiz", Questions = [.. questions] };

    /// <summary>The question as a room shows it, in authored order unless told.</summary>
    public static PlayedQuestion Played(Question question, params int[] shown) =>
        shown.Length > 0 ? new PlayedQuestion(question, [.. shown]) : new PlayedQuestion(question, Identity(question));

    public static ChoiceAnswer Ids(params int[] ids) => new([.. ids]);

    public static OrderAnswer InOrder(params int[] ids) => new([.. ids]);

    private static ImmutableArray<Choice> Choices(string[] texts) => [.. texts.Select(t => new Choice(t.TrimStart('*'), t.StartsWith('*')))];

    private static ImmutableArray<int> Identity(Question question) => question switch
    {
        SingleChoice q => [.. Enumerable.Range(0, q.Choices.Length)],
        MultipleChoice q => [.. Enumerable.Range(0, q.Choices.Length)],
        Poll q => [.. Enumerable.Range(0, q.Choices.Length)],
        Order q => [.. Enumerable.Range(0, q.Items.Length)],
        TrueFalse => [0, 1],
        _ => [],
    };
}
