using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Tests.Quizzes;

/// <summary>Quizzes to store, short to write.</summary>
internal static class Drafts
{
    public static QuizDraft Quiz(string title = "A quiz", params QuestionDraft[] questions) =>
        new() { Title = title, Questions = questions.Length == 0 ? [Statement()] : [.. questions] };

    public static QuestionDraft Statement(string text = "Is it so?") => new() { Kind = "trueFalse", Text = text, Answer = true };
}
