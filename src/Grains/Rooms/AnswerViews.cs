using System.Globalization;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Rooms;

/// <summary>Answers between the wire's shape and the rules'.</summary>
internal static class AnswerViews
{
    private static readonly Rejection NotOne =
        new("invalid_answer", "An answer has exactly one of choices, text, number and order.");

    public static (Answer? Answer, Rejection? Rejection) Read(AnswerView? view) => view switch
    {
        { Choices: { IsDefault: false } ids, Text: null, Number: null, Order: null } => (new ChoiceAnswer(ids), null),
        { Choices: null, Text: { } text, Number: null, Order: null } => (new TextAnswer(text), null),
        { Choices: null, Text: null, Number: { } number, Order: null } => (new NumberAnswer(number), null),
        { Choices: null, Text: null, Number: null, Order: { IsDefault: false } ids } => (new OrderAnswer(ids), null),
        _ => (null, NotOne),
    };

    public static AnswerView? From(Answer? answer) => answer switch
    {
        ChoiceAnswer a => new AnswerView { Choices = a.Choices },
        TextAnswer a => new AnswerView { Text = a.Text },
        NumberAnswer a => new AnswerView { Number = a.Number },
        OrderAnswer a => new AnswerView { Order = a.Order },
        _ => null,
    };

    public static CorrectView? Correct(PlayedQuestion played) => Judge.Correct(played) switch
    {
        ChoiceAnswer a => new CorrectView(a.Choices, null, null, null),
        TextAnswer a => new CorrectView(null, a.Text, null, null),
        NumberAnswer a => new CorrectView(null, null, a.Number, null),
        OrderAnswer a => new CorrectView(null, null, null, a.Order),
        _ => null,
    };

    /// <summary>An answer in words, equal for answers that count as the same.</summary>
    public static string Spelled(Answer answer, PlayedQuestion played) => answer switch
    {
        TextAnswer a => TypedAnswers.Normalise(a.Text),
        NumberAnswer a => a.Number.ToString("R", CultureInfo.InvariantCulture),
        OrderAnswer a => string.Join(" · ", a.Order.Select(id => played.ChoiceTexts[id])),
        _ => "",
    };
}
