using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>
/// A question as one room shows it: its choices (or items) in a drawn order. On the wire a choice's id is its shown position, so
/// that an id never tells which choice the author wrote first.
/// </summary>
/// <param name="Question">The authored question.</param>
/// <param name="Shown">At each shown position the authored index; empty for kinds without choices.</param>
public sealed record PlayedQuestion(Question Question, ImmutableArray<int> Shown)
{
    /// <summary>The texts in shown order; the position is the id.</summary>
    [JsonIgnore]
    public ImmutableArray<string> ChoiceTexts => Question switch
    {
        SingleChoice q => Pick(q.Choices, c => c.Text),
        MultipleChoice q => Pick(q.Choices, c => c.Text),
        Poll q => Pick(q.Choices, c => c),
        Order q => Pick(q.Items, c => c),
        TrueFalse => ["True", "False"],
        _ => [],
    };

    /// <summary>How many <see cref="ChoiceTexts"/> there are.</summary>
    [JsonIgnore]
    public int ChoiceCount => Question switch
    {
        SingleChoice or MultipleChoice or Poll or Order => Shown.Length,
        TrueFalse => 2,
        _ => 0,
    };

    private ImmutableArray<string> Pick<T>(ImmutableArray<T> authored, Func<T, string> text)
    {
        var texts = new string[Shown.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = text(authored[Shown[i]]);
        return ImmutableCollectionsMarshal.AsImmutableArray(texts);
    }
}
