using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>
/// Questions that stand in where a language model gives none, or too few: from the bank by topic; for a room, which must have some, then
/// whatever comes with the product. Neither hangs nor fails: what the database does not say in time is not waited for, and the packs are in memory.
/// </summary>
public sealed partial class FallbackQuestions(IQuestionStore store, LoadedPacks packs, TimeProvider time, ILogger<FallbackQuestions> logger)
{
    /// <summary>Of a question from the bank that fits the topic.</summary>
    public const string Bank = "bank";

    /// <summary>Of one that comes with the product, whatever it is about.</summary>
    public const string Packs = "packs";

    /// <summary>The longest that the database is asked.</summary>
    public static readonly TimeSpan StoreTime = TimeSpan.FromSeconds(2);

    /// <summary>At most so many, fewer when there are not more; none of them twice.</summary>
    /// <param name="caller">Whose questions may be used: those he may read.</param>
    /// <param name="seed">The same one picks the same, while the bank stays as it is.</param>
    /// <param name="besides">What is not wanted, by <see cref="FingerprintOf"/>.</param>
    /// <param name="allowAnything">Whether questions off the topic will do when there are no others.</param>
    /// <param name="cancellationToken">Ends the asking of the database; what was found until then is returned.</param>
    public async Task<ImmutableArray<GeneratedQuestion>> Find(
        string tenant, BankCaller caller, Topic topic, int count, ulong seed, IEnumerable<Guid> besides, bool allowAnything, CancellationToken cancellationToken)
    {
        var found = new StandIns(topic, count, seed, besides);
        await FromStore(found, tenant, caller, topic, seed, count, allowAnything, cancellationToken);
        FromPacks(found, topic, allowAnything);
        return found.Taken;
    }

    /// <summary>Equal for the same question, however it is written down; null for one that is not sound.</summary>
    public static Guid? FingerprintOf(BankDraft draft) =>
        BankMapping.Read(draft with { Status = "ready" }).Question is { } question ? Likeness.Of(question.Question).Fingerprint : null;

    private async Task FromStore(
        StandIns found, string tenant, BankCaller caller, Topic topic, ulong seed, int count, bool allowAnything, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StoreTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var bank = new TopicSearch(store, tenant, caller.Spaces(), topic, Drawing.Point(seed), Drawing.Window(count), either.Token);
            foreach (var (source, ask) in bank.Tiers(allowAnything))
            {
                if (found.IsFull) return;
                found.Take(source, await ask().WaitAsync(either.Token));
            }
        }
        catch (Exception e)
        {
            // Whatever it is, there is a game to be played.
            LogNoBank(logger, e, tenant);
        }
    }

    private void FromPacks(StandIns found, Topic topic, bool allowAnything)
    {
        if (found.IsFull) return;
        var languages = TopicWords.Languages(topic);
        var names = TopicWords.Names(topic);
        var own = packs.Questions.Where(q => languages.Contains(q.Question.Language, StringComparer.OrdinalIgnoreCase)).ToImmutableArray();
        found.Take(Bank, [.. own.Where(q => names.Any(n => TopicWords.IsNamed(q.Question.Category, n)))]);
        if (!allowAnything) return;
        found.Take(Packs, own);
        found.Take(Packs, packs.Questions);
    }

    [LoggerMessage(3111, LogLevel.Warning, "The question bank of {Tenant} did not say in time what could stand in; the packs in memory do.")]
    private static partial void LogNoBank(ILogger logger, Exception exception, string tenant);
}
