using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Grains.Tests.Bank;

/// <summary>A bank in memory, and questions for it, short to write.</summary>
internal static class Banks
{
    public static IServiceCollection AddBank(this IServiceCollection services, MemoryQuestionStore bank, MemoryPlayStore plays, BankOptions? options = null)
    {
        services.TryAddSingleton<IQuizStore, MemoryQuizStore>();
        return services.AddSingleton<IQuestionStore>(bank).AddSingleton<IPlayStore>(plays).AddSingleton(Options.Create(options ?? new BankOptions()))
            .AddSingleton<LoadedPacks>().AddSingleton<FallbackQuestions>().AddSingleton<BuiltInQuestions>().AddSingleton<ContentPacks>().AddSingleton<BuiltInContent>()
            .AddSingleton<IContentStore, MemoryContentStore>().AddSingleton(Options.Create(new ContentOptions()));
    }

    public static BankDraft Choice(string text, string right = "b") => new()
    {
        Text = text,
        Choices = [new ChoiceDraft { Text = "a" }, new ChoiceDraft { Text = right, Correct = true }, new ChoiceDraft { Text = "c" }],
        Category = "History",
        Status = "ready",
    };

    public static IndexedQuestion Statement(string id, string text, string category = "History", string space = BankSpaces.BuiltIn) =>
        Stored(id, new BankDraft { Kind = "trueFalse", Text = text, Answer = true, Category = category, Status = "ready" }, space);

    public static IndexedQuestion Stored(string id, BankDraft draft, string space = BankSpaces.Shared)
    {
        var entry = new BankEntry(id, 1, space, "tess", "tess", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null, null, draft);
        return BankMapping.Index(entry, BankMapping.ToQuestion(entry));
    }
}
