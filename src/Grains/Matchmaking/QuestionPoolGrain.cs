using System.Collections.Immutable;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Keeps what duels draw from; nothing to remember but that, so any number of workers will do.</summary>
[StatelessWorker]
public sealed class QuestionPoolGrain(IQuizStore store, TimeProvider time) : Grain, IQuestionPoolGrain
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly string[] OneTap = ["single", "trueFalse"];

    private ImmutableArray<CategoryView> _categories = [];
    private ImmutableDictionary<(string Category, string Language), ImmutableArray<QuestionDraft>> _questions =
        ImmutableDictionary<(string, string), ImmutableArray<QuestionDraft>>.Empty;
    private DateTimeOffset _readAt;

    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task<ImmutableArray<CategoryView>> Categories(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        return _categories;
    }

    public async Task<ImmutableArray<QuestionDraft>> Draw(string category, string language, int count, ulong seed, CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        if (!_questions.TryGetValue((category, language), out var fitting)) return [];
        int[] order = [.. Enumerable.Range(0, fitting.Length)];
        var random = new SplitMix64(seed);
        random.Shuffle(order);
        return [.. order.Take(count).Select(i => fitting[i])];
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        if (!_questions.IsEmpty && time.GetUtcNow() < _readAt + Fresh) return;
        var entries = ImmutableArray.CreateBuilder<Entry>();
        string? after = null;
        do
        {
            var page = await store.List(Tenant, QuizGrain.BuiltIn, after, QuizCatalogGrain.MaxPage, cancellationToken);
            foreach (var item in page.Items.Where(i => i.OwnerId == QuizGrain.BuiltIn))
            {
                if (await store.Find(new TenantKey(Tenant, item.QuizId), cancellationToken) is not { } document) continue;
                var (category, language) = (Slug(document.Quiz.Category), document.Quiz.Language);
                if (!QueueKey.IsPart(category) || !QueueKey.IsPart(language)) continue;
                entries.AddRange(document.Quiz.Questions.Where(q => OneTap.Contains(q.Kind)).Select(q => new Entry(category, language, q)));
            }

            after = page.Next;
        }
        while (after is not null);
        _questions = entries.GroupBy(e => (QueueKey.General, e.Language)).Concat(entries.GroupBy(e => (e.Category, e.Language)))
            .ToImmutableDictionary(g => g.Key, g => g.Select(e => e.Question).ToImmutableArray());
        _categories = [.. _questions.Select(q => new CategoryView(q.Key.Category, q.Key.Language, q.Value.Length)).OrderBy(c => c.Language, StringComparer.Ordinal).ThenBy(c => c.Category, StringComparer.Ordinal)];
        _readAt = time.GetUtcNow();
    }

    /// <summary>"World History" → "world-history".</summary>
    private static string Slug(string category)
    {
        var words = new string([.. category.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]);
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is var slug && slug.Length > 24 ? slug[..24].TrimEnd('-') : slug;
    }

    private sealed record Entry(string Category, string Language, QuestionDraft Question);
}
