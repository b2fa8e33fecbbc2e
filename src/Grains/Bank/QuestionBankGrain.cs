using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>A tenant's questions: reading. The store is the one truth; a worker keeps nothing but counts for the filters.</summary>
// Reentrant: calls share nothing that one of them could leave half done.
[StatelessWorker, Reentrant]
public sealed partial class QuestionBankGrain(
    IQuestionStore store, IPlayStore plays, BuiltInContent content, IOptions<BankOptions> options, TimeProvider time, ILogger<QuestionBankGrain> logger) : Grain, IQuestionBankGrain
{
    public const int MaxPage = 100;

    private static readonly TimeSpan FacetsFresh = TimeSpan.FromSeconds(30);
    private const int MostFacets = 1000;

    private readonly Dictionary<string, (DateTimeOffset At, BankFacets Facets)> _facets = [];

    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public Task<Outcome<BankPage>> List(BankCaller caller, BankFilter filter, string? after, int limit, CancellationToken cancellationToken) => Try<BankPage>(async () =>
        BankFilters.Fault(filter) is { } fault
            ? BankRefusals.Invalid(fault)
            : await store.List(Tenant, BankFilters.Spaces(caller, filter.Space), BankFilters.Clean(filter), after, Math.Clamp(limit, 1, MaxPage), cancellationToken));

    public Task<Outcome<BankFacets>> Facets(BankCaller caller, CancellationToken cancellationToken) => Try<BankFacets>(async () =>
    {
        var key = caller.IsEditor ? $"*{caller.PlayerId}" : caller.PlayerId;
        if (_facets.TryGetValue(key, out var kept) && time.GetUtcNow() < kept.At + FacetsFresh) return kept.Facets;
        var facets = await store.Facets(Tenant, caller.Spaces(), cancellationToken);
        if (_facets.Count >= MostFacets) _facets.Clear();
        _facets[key] = (time.GetUtcNow(), facets);
        return facets;
    });

    public Task<Outcome<BankEntry>> Read(BankCaller caller, string questionId, CancellationToken cancellationToken) => Try<BankEntry>(async () =>
        await Find(caller, questionId, cancellationToken) is { } entry ? entry : BankRefusals.NotFound);

    public Task<Outcome<BankHistory>> History(BankCaller caller, string questionId, CancellationToken cancellationToken) => Try<BankHistory>(async () =>
        await Find(caller, questionId, cancellationToken) is null
            ? BankRefusals.NotFound
            : new BankHistory(await store.History(new TenantKey(Tenant, questionId), cancellationToken)));

    public Task<Outcome<QuestionStatistics>> Statistics(BankCaller caller, string questionId, CancellationToken cancellationToken) => Try<QuestionStatistics>(async () =>
    {
        if (await Find(caller, questionId, cancellationToken) is not { } entry) return BankRefusals.NotFound;
        var question = BankMapping.ToQuestion(entry).Question;
        var edition = Edition.Of(question);
        var played = (await plays.Find(Tenant, [edition], cancellationToken)).GetValueOrDefault(edition, new PlayedItem(0, ItemCounts.None));
        var s = ItemStatistics.Of(question, played.Counts, options.Value.Rules);
        return new QuestionStatistics(
            questionId, played.Games, s.Counts.Shown, s.Counts.Answered, s.Counts.Right, s.ShareRight, s.MedianMs, s.Discrimination, s.Counts.Choices, s.UnusedChoices, s.Flags);
    });

    public Task<Outcome<DrawnQuestions>> Draw(DrawQuestions command, CancellationToken cancellationToken) => Try<DrawnQuestions>(async () =>
    {
        var (queries, fault) = BankDraws.Read(command);
        if (fault is not null) return BankRefusals.Invalid(fault);
        var drawn = ImmutableArray.CreateBuilder<string>();
        foreach (var (query, number) in queries.Select((q, i) => (q, i)))
        {
            var fitting = await store.Around(Tenant, command.Caller.Spaces(), query with { Most = query.Most + drawn.Count }, cancellationToken);
            ImmutableArray<string> free = [.. fitting.Except(drawn)];
            if (free.Length < query.Rule.Count)
                return new Refusal("too_few_questions", $"Rule {number + 1} asks for {query.Rule.Count} questions, and {free.Length} fit.");
            drawn.AddRange(Drawing.Pick(free, query.Rule.Count, command.Seed + (ulong)number));
        }

        // Ready when they were looked for; one that was deleted since leaves a gap that nobody minds less than a refusal.
        var entries = (await store.Find(Tenant, drawn.ToImmutable(), cancellationToken)).ToDictionary(e => e.QuestionId);
        return new DrawnQuestions([.. drawn.Where(entries.ContainsKey).Select(id => BankMapping.ToQuestionDraft(entries[id].Question))]);
    });

    /// <summary>Null when there is none, or it is not for this caller: whether an id is taken is nobody's business.</summary>
    private async Task<BankEntry?> Find(BankCaller caller, string questionId, CancellationToken cancellationToken) =>
        TenantKey.IsPart(questionId) && await store.Find(Tenant, [questionId], cancellationToken) is [var entry] && caller.MayRead(entry.Space) ? entry : null;

    private async Task<Outcome<T>> Try<T>(Func<Task<Outcome<T>>> work)
        where T : class
    {
        try
        {
            // Not the caller's to cancel: others may wait for the same, and it has its end.
            await content.Ready(Tenant, CancellationToken.None);
            return await work();
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(logger, e, Tenant);
            return BankRefusals.StorageUnavailable;
        }
    }

    [LoggerMessage(1151, LogLevel.Error, "The question bank of {Tenant} could not be reached; the caller was refused with storage_unavailable.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string tenant);
}
