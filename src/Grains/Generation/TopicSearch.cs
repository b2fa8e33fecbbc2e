using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>Looks through a bank for a topic: from what is most to the point to what is least.</summary>
internal sealed class TopicSearch(
    IQuestionStore store, string tenant, ImmutableArray<string> spaces, Topic topic, double point, int window, CancellationToken cancellationToken)
{
    private const int ListPage = 100;

    private ImmutableArray<CategoryCount>? _categories;

    /// <summary>What to ask, each with where its answers count as coming from; asked one after the other, while there are too few.</summary>
    public IEnumerable<(string Source, Func<Task<ImmutableArray<StandIn>>> Ask)> Tiers(bool allowAnything)
    {
        var languages = TopicWords.Languages(topic);
        foreach (var language in languages.Where(_ => topic.Text.Length > 0))
        {
            if (topic.Subject.Length > 0) yield return Bank(() => Searched(topic.Text, language, topic.ExamType, topic.Subject));
            yield return Bank(() => OfCategory(topic.Text, language));
            yield return Bank(() => Searched(topic.Text, language));
        }

        foreach (var language in languages.Where(_ => topic.Subject.Length > 0))
        {
            if (topic.ExamType.Length > 0) yield return Bank(() => Drawn(language, r => r with { Subject = topic.Subject, ExamType = topic.ExamType }));
            yield return Bank(() => Drawn(language, r => r with { Subject = topic.Subject }));
            yield return Bank(() => OfCategory(topic.Subject, language));
            yield return Bank(() => Searched(topic.Subject, language));
        }

        if (!allowAnything) yield break;
        foreach (var language in languages)
        {
            foreach (var word in TopicWords.Single(topic)) yield return Bank(() => Searched(word, language));
        }

        foreach (var language in languages.Append("")) yield return (FallbackQuestions.Packs, () => Drawn(language, r => r, [BankSpaces.BuiltIn]));
    }

    private static (string, Func<Task<ImmutableArray<StandIn>>>) Bank(Func<Task<ImmutableArray<StandIn>>> ask) => (FallbackQuestions.Bank, ask);

    private async Task<ImmutableArray<StandIn>> Searched(string text, string language, string examType = "", string subject = "")
    {
        // Only its words: quotes and signs would mean something to a search.
        var words = string.Join(' ', TopicWords.Of(text));
        if (words.Length is 0 or > BankLimits.MaxSearch) return [];
        var filter = new BankFilter { Search = words, Language = language, Status = "ready", ExamType = examType, Subject = subject };
        var page = await store.List(tenant, spaces, filter, null, ListPage, cancellationToken);
        return [.. page.Items.Select(e => new StandIn(e.QuestionId, e.Question))];
    }

    private async Task<ImmutableArray<StandIn>> OfCategory(string name, string language)
    {
        _categories ??= await store.Categories(tenant, spaces, Topic.Kinds, cancellationToken);
        var found = ImmutableArray.CreateBuilder<StandIn>();
        foreach (var category in _categories.Value.Where(c => c.Language == language && TopicWords.IsNamed(c.Category, name)).Select(c => c.Category))
            found.AddRange(await Drawn(language, r => r with { Category = category }));
        return found.ToImmutable();
    }

    private async Task<ImmutableArray<StandIn>> Drawn(string language, Func<DrawRule, DrawRule> by, ImmutableArray<string>? of = null)
    {
        var rule = by(new DrawRule { Count = 1, Language = language, Kinds = Topic.Kinds });
        var ids = await store.Around(tenant, of ?? spaces, new DrawQuery(rule, point, window, []), cancellationToken);
        if (ids.IsEmpty) return [];
        var entries = await store.Find(tenant, ids, cancellationToken);
        return [.. entries.OrderBy(e => e.QuestionId, StringComparer.Ordinal).Select(e => new StandIn(e.QuestionId, e.Question))];
    }
}
