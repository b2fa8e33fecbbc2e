using System.Collections.Immutable;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>
/// Keeps the built-in part of the bank as the packs have it: what is new is added, what was edited changed, what is gone deleted. A question's
/// id is its edition, so the same one in two packs is one. What an editor retired stays so.
/// </summary>
public sealed class BuiltInQuestions(IQuestionStore store, TimeProvider time)
{
    /// <summary>Returns how many were new or changed.</summary>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    public async Task<int> Store(string tenant, IReadOnlyCollection<ContentPack> packs, CancellationToken cancellationToken)
    {
        var wanted = packs.SelectMany(Of).DistinctBy(q => q.Id).ToDictionary(q => q.Id, q => q.Question);
        var stored = await All(tenant, cancellationToken);
        var now = time.GetUtcNow();
        ImmutableArray<IndexedQuestion> added =
        [
            .. wanted.Where(w => !stored.ContainsKey(w.Key))
                .Select(w => BankMapping.Index(new BankEntry(w.Key, 1, BankSpaces.BuiltIn, QuizGrain.BuiltIn, QuizGrain.BuiltIn, now, now, null, null, null, new BankDraft()), w.Value)),
        ];
        var changed = ImmutableArray.CreateBuilder<IndexedQuestion>();
        foreach (var (id, entry) in stored.Where(s => wanted.ContainsKey(s.Key)))
        {
            var before = BankMapping.ToQuestion(entry);
            var after = wanted[id] with { Status = before.Status };
            if (!BankMapping.Same(before, after)) changed.Add(BankMapping.Index(entry with { Version = entry.Version + 1, EditorId = QuizGrain.BuiltIn, UpdatedAt = now }, after));
        }

        // Ids that another silo, starting at the same time, was first to store are left out; it has the same files.
        var done = (await store.Add(tenant, added, cancellationToken)).Length + (await store.Update(tenant, changed.ToImmutable(), cancellationToken)).Length;
        ImmutableArray<string> gone = [.. stored.Keys.Where(id => !wanted.ContainsKey(id))];
        // A directory without packs is more likely a mistake of its setting than the wish to have none.
        if (!gone.IsEmpty && wanted.Count > 0) await store.Delete(tenant, gone, [BankSpaces.BuiltIn], cancellationToken);
        return done;
    }

    /// <summary>A sound pack's questions as the bank has them.</summary>
    internal static IEnumerable<(string Id, BankQuestion Question)> Of(ContentPack pack) => pack.Quiz!.Questions.Select(q =>
    (
        $"b-{Edition.Of(q):N}",
        new BankQuestion
        {
            Question = q with { Category = q.Category.Length > 0 ? q.Category : pack.Quiz.Category },
            Language = BankFaults.IsLanguage(pack.Quiz.Language) ? pack.Quiz.Language : "en",
            Source = $"QuizOrleans: {pack.Quiz.Title}",
            Licence = pack.Licence,
            Status = QuestionStatus.Ready,
        }));

    private async Task<Dictionary<string, BankEntry>> All(string tenant, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, BankEntry>();
        string? after = null;
        do
        {
            var page = await store.List(tenant, [BankSpaces.BuiltIn], new BankFilter(), after, QuestionBankGrain.MaxPage, cancellationToken);
            foreach (var entry in page.Items) all.TryAdd(entry.QuestionId, entry);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
