using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Storage.Tests.Bank;

/// <summary>Questions to store, short to write.</summary>
internal static class Bank
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static BankDraft Draft(string text, string right = "yes") => new()
    {
        Text = text,
        Choices = [new ChoiceDraft { Text = right, Correct = true }, new ChoiceDraft { Text = "none of these" }],
        Category = "History",
        Status = "ready",
        Tags = [],
    };

    public static IndexedQuestion Question(string id, string? text = null, string space = "*", int minutes = 0, int version = 1, Func<BankDraft, BankDraft>? with = null)
    {
        var draft = Draft(text ?? $"What is {id}?");
        draft = with?.Invoke(draft) ?? draft;
        var at = Noon.AddMinutes(minutes);
        var entry = new BankEntry(id, version, space, space is "*" ? "ada" : space, "ada", Noon, at, null, null, null, draft);
        return BankMapping.Index(entry, BankMapping.ToQuestion(entry));
    }

    public static ImmutableArray<IndexedQuestion> Many(int count, Func<int, IndexedQuestion> question) => [.. Enumerable.Range(0, count).Select(question)];
}
