namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Quizzes as they are posted. Their answers and explanations are words that stand nowhere else on the wire.</summary>
public static class Quizzes
{
    public const string Explanation = "Because-of-the-xylophone";

    /// <summary>Right is id 1.</summary>
    public static object Choice(string text = "Which?") => new
    {
        kind = "single", text, explanation = Explanation,
        choices = new object[] { new { text = "red" }, new { text = "green", correct = true }, new { text = "blue" } },
    };

    public static object Typed { get; } = new { kind = "typed", text = "Where?", accepted = new[] { "Zanzibar" }, explanation = Explanation };

    public static object Number { get; } = new { kind = "number", text = "How many?", number = 471100.5, explanation = Explanation };

    public static object Order { get; } = new { kind = "order", text = "In turn?", items = new[] { "first", "second", "third" }, explanation = Explanation };

    public static object Poll { get; } = new { kind = "poll", text = "What do you like?", choices = new object[] { new { text = "tea" }, new { text = "mate" } } };

    public static object Of(params object[] questions) => new { title = "Friday", questions };
}
