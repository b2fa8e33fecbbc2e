using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>A bank that ends with the process. Looks at every question each time: for tests and a first look.</summary>
public sealed class MemoryQuestionStore(MemoryPlayStore plays) : IQuestionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantKey, Kept> _questions = [];
    private ulong _added;

    public Task<ImmutableArray<BankEntry>> Find(string tenant, ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<BankEntry>>([.. Of(tenant).Where(k => ids.Contains(k.Entry.QuestionId)).Select(k => k.Entry)]);

    public Task<ImmutableArray<BankEntry>> FindByEdition(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<BankEntry>>([.. Of(tenant).Where(k => editions.Contains(k.Question.Edition)).Select(k => k.Entry)]);

    public Task<ImmutableArray<string>> Add(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ImmutableArray<string> added = [.. questions.Where(q => _questions.TryAdd(KeyOf(tenant, q), new Kept(q, Drawing.Point(_added++), [], [q.Entry]))).Select(q => q.Entry.QuestionId)];
            plays.Learn(tenant, questions.Select(q => q.Edition));
            return Task.FromResult(added);
        }
    }

    public Task<ImmutableArray<string>> Update(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var updated = ImmutableArray.CreateBuilder<string>();
            foreach (var question in questions)
            {
                if (!_questions.TryGetValue(KeyOf(tenant, question), out var kept) || kept.Entry.Version != question.Entry.Version - 1) continue;
                var entry = question.Entry with { Space = kept.Entry.Space, OwnerId = kept.Entry.OwnerId, CreatedAt = kept.Entry.CreatedAt };
                var flags = kept.Question.Edition == question.Edition ? kept.Flags : [];
                _questions[KeyOf(tenant, question)] = kept with { Question = question with { Entry = entry }, Flags = flags, Versions = kept.Versions.Add(entry) };
                updated.Add(entry.QuestionId);
            }

            plays.Learn(tenant, questions.Select(q => q.Edition));
            return Task.FromResult(updated.DrainToImmutable());
        }
    }

    public Task<ImmutableArray<string>> Delete(string tenant, ImmutableArray<string> ids, ImmutableArray<string> spaces, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<string>>([.. ids.Where(id =>
                _questions.TryGetValue(new TenantKey(tenant, id), out var kept) && spaces.Contains(kept.Entry.Space) && _questions.Remove(new TenantKey(tenant, id)))]);
        }
    }

    public Task<ImmutableArray<BankEntry>> History(TenantKey key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult<ImmutableArray<BankEntry>>(_questions.TryGetValue(key, out var kept) ? [.. kept.Versions.Reverse()] : []);
    }

    public Task<BankPage> List(string tenant, ImmutableArray<string> spaces, BankFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var start = Cursor.Read(after);
        var items = ImmutableArray.CreateBuilder<BankEntry>();
        items.AddRange(Of(tenant).Where(k => spaces.Contains(k.Entry.Space) && Fits(k, filter) && start.IsBefore(k.Entry.UpdatedAt, k.Entry.QuestionId))
            .OrderByDescending(k => k.Entry.UpdatedAt).ThenBy(k => k.Entry.QuestionId, StringComparer.Ordinal)
            .Select(k => k.Entry).Take(Page.Ask(limit)));
        var next = Page.Cut(items, limit, e => new Cursor(e.UpdatedAt, e.QuestionId));
        return Task.FromResult(new BankPage(items.DrainToImmutable(), next));
    }

    public Task<BankFacets> Facets(string tenant, ImmutableArray<string> spaces, CancellationToken cancellationToken)
    {
        BankDraft[] drafts = [.. Of(tenant).Where(k => spaces.Contains(k.Entry.Space)).Select(k => k.Entry.Question)];
        return Task.FromResult(new BankFacets(drafts.Length, By(d => d.Category), By(d => d.Language), By(d => d.Kind), By(d => d.Status), By(d => d.Difficulty)));

        ImmutableArray<Facet> By(Func<BankDraft, string> value) =>
            [.. drafts.GroupBy(value).Select(g => new Facet(g.Key, g.Count())).OrderByDescending(f => f.Count).ThenBy(f => f.Value, StringComparer.Ordinal)];
    }

    public Task<ImmutableArray<CategoryCount>> Categories(string tenant, ImmutableArray<string> spaces, ImmutableArray<string> kinds, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<CategoryCount>>([.. Of(tenant).Where(k => spaces.Contains(k.Entry.Space)).Select(k => k.Entry.Question)
            .Where(q => q.Status == "ready" && kinds.Contains(q.Kind)).GroupBy(q => (q.Category, q.Language)).Select(g => new CategoryCount(g.Key.Category, g.Key.Language, g.Count()))]);

    public Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> Similar(
        string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellationToken)
    {
        Kept[] all = [.. Of(tenant).Where(k => spaces.Contains(k.Entry.Space))];
        return Task.FromResult<ImmutableArray<ImmutableArray<SimilarQuestion>>>([.. probes.Select(probe => all
            .Select(k => new SimilarQuestion(
                k.Entry.QuestionId, k.Entry.Question.Text, Math.Round(Trigrams.Similarity(k.Question.Likeness.Text, probe.Text), 3), k.Question.Likeness.Fingerprint == probe.Fingerprint))
            .Where(s => s.IsSame || s.Similarity >= least)
            .OrderByDescending(s => s.IsSame).ThenByDescending(s => s.Similarity).ThenBy(s => s.QuestionId, StringComparer.Ordinal).Take(most).ToImmutableArray())]);
    }

    public Task<ImmutableArray<string>> Around(string tenant, ImmutableArray<string> spaces, DrawQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<string>>([.. Of(tenant)
            .Where(k => spaces.Contains(k.Entry.Space) && k.Entry.Question.Status == "ready" && Fits(k, FilterOf(query.Rule))
                && (query.Rule.Kinds.IsDefaultOrEmpty || query.Rule.Kinds.Contains(k.Entry.Question.Kind)) && !query.UnseenBy.Any(p => plays.HasSeen(tenant, p, k.Question.Edition)))
            .OrderBy(k => k.Draw >= query.Point ? k.Draw - query.Point : k.Draw - query.Point + 1).Take(query.Most).Select(k => k.Entry.QuestionId)]);

    public Task SetFlags(string tenant, ImmutableArray<string> ids, ImmutableArray<string> flags, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var key in ids.Select(id => new TenantKey(tenant, id)))
            {
                if (_questions.TryGetValue(key, out var kept)) _questions[key] = kept with { Flags = flags };
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>A player's own space goes; what a teacher wrote for all stays, by nobody.</summary>
    internal void Detach(TenantKey player, bool nameless)
    {
        lock (_lock)
        {
            foreach (var (key, kept) in _questions.Where(q => q.Key.Tenant == player.Tenant).ToArray())
            {
                if (kept.Entry.Space == player.Id) _questions.Remove(key);
                else if (nameless) _questions[key] = kept with { Question = kept.Question with { Entry = Without(kept.Entry, player.Id) }, Versions = [.. kept.Versions.Select(v => Without(v, player.Id))] };
            }
        }
    }

    private static BankEntry Without(BankEntry entry, string playerId)
    {
        return entry with { OwnerId = Gone(entry.OwnerId)!, EditorId = Gone(entry.EditorId)!, VerifiedBy = Gone(entry.VerifiedBy) };

        string? Gone(string? id) => id == playerId ? "gone" : id;
    }

    private Kept[] Of(string tenant)
    {
        lock (_lock) return [.. _questions.Where(q => q.Key.Tenant == tenant).Select(q => q.Value)];
    }

    private static bool Fits(Kept kept, BankFilter filter)
    {
        var q = kept.Entry.Question;
        return Is(filter.Category, q.Category) && Is(filter.Language, q.Language) && Is(filter.Kind, q.Kind) && Is(filter.Difficulty, q.Difficulty) && Is(filter.Status, q.Status)
            && Is(filter.ExamType, q.ExamType) && Is(filter.Subject, q.Subject) && (filter.Tags.IsDefaultOrEmpty || filter.Tags.All(q.Tags.Contains))
            && (filter.Verified is not { } verified || verified == kept.Entry.VerifiedBy is not null)
            && (filter.Flag.Length == 0 || (filter.Flag == "any" ? !kept.Flags.IsEmpty : kept.Flags.Contains(filter.Flag)))
            && Words(filter.Search).All(w => Words(kept.Question.Words).Contains(w));
    }

    private static BankFilter FilterOf(DrawRule rule) => new()
    {
        Category = rule.Category,
        Language = rule.Language,
        Difficulty = rule.Difficulty is { } difficulty and not Difficulty.Unset ? difficulty.ToString().ToLowerInvariant() : "",
        ExamType = rule.ExamType,
        Subject = rule.Subject,
        Tags = rule.Tags,
    };

    /// <summary>Whole words only: a dictionary of word forms is the database's.</summary>
    private static HashSet<string> Words(string text) => [.. TypedAnswers.Normalise(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static bool Is(string wanted, string value) => wanted.Length == 0 || wanted == value;

    private static TenantKey KeyOf(string tenant, IndexedQuestion question) => new(tenant, question.Entry.QuestionId);

    private sealed record Kept(IndexedQuestion Question, double Draw, ImmutableArray<string> Flags, ImmutableList<BankEntry> Versions)
    {
        public BankEntry Entry => Question.Entry;
    }
}
