using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// Keeps what duels draw from: a sample of the bank for each category that is played, another one from time to time. Nothing to remember but
/// that, so any number of workers will do.
/// </summary>
[StatelessWorker]
public sealed class QuestionPoolGrain(IQuestionStore store, BuiltInContent content, IOptions<BankOptions> options, TimeProvider time) : Grain, IQuestionPoolGrain
{
    /// <summary>Answered with one tap.</summary>
    private static readonly ImmutableArray<string> OneTap = ["single", "trueFalse"];

    /// <summary>Whatever a player's own space holds stays out: duels are everybody's.</summary>
    private static readonly ImmutableArray<string> Spaces = [BankSpaces.BuiltIn, BankSpaces.Shared];

    private readonly Dictionary<(string Category, string Language), ImmutableArray<QuestionDraft>> _samples = [];
    private ImmutableArray<CategoryView> _categories = [];
    private ILookup<(string Category, string Language), string> _names = Array.Empty<string>().ToLookup(n => (n, n));
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
        return Drawing.Pick(await Sample(category, language, cancellationToken), count, seed);
    }

    private async Task<ImmutableArray<QuestionDraft>> Sample(string category, string language, CancellationToken cancellationToken)
    {
        if (_samples.TryGetValue((category, language), out var kept)) return kept;
        var ids = ImmutableArray.CreateBuilder<string>();
        var point = Drawing.Point(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        foreach (var name in category == QueueKey.General ? _names.Any(n => n.Key.Language == language) ? [""] : [] : _names[(category, language)])
        {
            var rule = new DrawRule { Count = 1, Category = name, Language = language, Kinds = OneTap };
            ids.AddRange(await store.Around(Tenant, Spaces, new DrawQuery(rule, point, options.Value.PoolSize, []), cancellationToken));
        }

        ImmutableArray<QuestionDraft> sample = ids.Count == 0 ? []
            : [.. (await store.Find(Tenant, ids.ToImmutable(), cancellationToken)).OrderBy(e => e.QuestionId, StringComparer.Ordinal).Select(e => BankMapping.ToQuestionDraft(e.Question))];
        // An empty one is not kept: who asks for what is not there must not fill the memory.
        if (!sample.IsEmpty) _samples[(category, language)] = sample;
        return sample;
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        if (!_categories.IsEmpty && time.GetUtcNow() < _readAt + options.Value.PoolAge) return;
        await content.Ready(Tenant, cancellationToken);
        var found = await store.Categories(Tenant, Spaces, OneTap, cancellationToken);
        var usable = found.Select(c => (c.Category, c.Language, c.Count, Slug: Slug(c.Category))).Where(c => QueueKey.IsPart(c.Language)).ToArray();
        var named = usable.Where(c => QueueKey.IsPart(c.Slug)).ToArray();
        _names = named.ToLookup(c => (c.Slug, c.Language), c => c.Category);
        _categories =
        [
            .. usable.GroupBy(c => (Category: QueueKey.General, c.Language)).Concat(named.GroupBy(c => (Category: c.Slug, c.Language)))
                .Select(g => new CategoryView(g.Key.Category, g.Key.Language, (int)g.Sum(c => c.Count)))
                .OrderBy(c => c.Language, StringComparer.Ordinal).ThenBy(c => c.Category, StringComparer.Ordinal),
        ];
        _samples.Clear();
        _readAt = time.GetUtcNow();
    }

    /// <summary>"World History" → "world-history".</summary>
    private static string Slug(string category)
    {
        var words = new string([.. category.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]);
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is var slug && slug.Length > 24 ? slug[..24].TrimEnd('-') : slug;
    }
}
