using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Generation;

/// <summary>Has a few questions written, and looks at each: its shape, its language, whether there is one like it, and whether a second pass answers it alike.</summary>
public sealed class QuestionMaker(ModelCalls calls, IGrainFactory grains, IOptions<GenerationOptions> options, TimeProvider time)
{
    private readonly GenerationOptions _options = options.Value;

    /// <param name="count">How many to ask for.</param>
    /// <param name="taken">What the request has by now; asked again before anything is kept.</param>
    /// <param name="until">Nothing is wanted after this.</param>
    /// <exception cref="OperationCanceledException">By the token.</exception>
    public async Task<Made> Make(TenantKey key, StartGeneration request, Topic topic, int count, Func<ImmutableArray<Likeness>> taken, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var writeUntil = _options.SecondPass ? until - _options.SecondPassTime : until;
        var avoid = taken().Select(t => t.Text).Reverse().ToImmutableArray();
        var asked = await calls.Ask(WritingPrompt.For(topic, count, avoid), json => Written(json, topic), writeUntil, cancellationToken);
        if (asked is not Asked<Batch>.Answer answer) return Made.None((Asked<Batch>.Nothing)asked);
        var dropped = new Tally();
        var sound = new List<Question>();
        var seen = taken().ToList();
        // More than was asked for is not looked at: it would cost a second pass nobody wants.
        foreach (var item in answer.Value.Items.Take(count))
        {
            var reason = item.Question is null ? item.Reason : OutputCheck.Fault(item.Question, topic, seen);
            if (reason is not null)
            {
                dropped.Add(reason);
                continue;
            }

            sound.Add(item.Question!);
            seen.Add(Likeness.Of(item.Question!));
        }

        var provenance = new Provenance(answer.Model, Prompt.Version, answer.Entry, request.RequestId, time.GetUtcNow());
        var fresh = await NotInBank(key, request.Caller, topic, sound, dropped, cancellationToken);
        if (fresh.IsEmpty) return new Made([], provenance, dropped.ToImmutable(), null);
        return _options.SecondPass ? await Checked(fresh, topic, provenance, dropped, until, cancellationToken) : new Made(fresh, provenance, dropped.ToImmutable(), null);
    }

    /// <summary>Stores what has passed as drafts of whoever asked. Returns them with their ids; one that somebody else stored meanwhile is left out.</summary>
    public async Task<(ImmutableArray<GeneratedQuestion> Stored, Refusal? Refusal)> Store(TenantKey key, BankCaller caller, Topic topic, Made made, CancellationToken cancellationToken)
    {
        ImmutableArray<BankDraft> drafts = [.. made.Questions.Select(q => Draft(q, topic))];
        var added = await Bank(key).Add(new AddQuestions(caller, null, drafts, Provenance: made.Provenance), cancellationToken);
        return added.Value is { } value
            ? ([.. value.Rows.Where(r => r.QuestionId is not null).Select(r => new GeneratedQuestion(r.QuestionId, GenerationSources.Model, drafts[r.Row - 1]))], null)
            : ([], added.Refusal);
    }

    private async Task<ImmutableArray<Question>> NotInBank(TenantKey key, BankCaller caller, Topic topic, List<Question> questions, Tally dropped, CancellationToken cancellationToken)
    {
        if (questions.Count == 0) return [];
        var probed = await Bank(key).Add(new AddQuestions(caller, null, [.. questions.Select(q => Draft(q, topic))], DryRun: true), cancellationToken);
        // A bank that does not answer will not store them either; that is where it is told.
        if (probed.Value is not { } value) return [.. questions];
        var fresh = ImmutableArray.CreateBuilder<Question>();
        foreach (var row in value.Rows)
        {
            if (!row.Faults.IsEmpty && row.Faults[0].Code != "duplicate") dropped.Add(row.Faults[0].Code);
            else if (!row.Faults.IsEmpty || row.Similar is [{ Similarity: var similarity }, ..] && similarity >= _options.Similarity) dropped.Add("in_bank");
            else fresh.Add(questions[row.Row - 1]);
        }

        return fresh.ToImmutable();
    }

    private async Task<Made> Checked(ImmutableArray<Question> questions, Topic topic, Provenance provenance, Tally dropped, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var dealt = SecondPass.Deal(questions, (ulong)Random.Shared.NextInt64());
        var asked = await calls.Ask(SecondPass.For(dealt, topic), json => SecondPass.Agreement(dealt, json) is { } agreed ? new Agreed(agreed) : null, until, cancellationToken);
        if (asked is not Asked<Agreed>.Answer answer)
        {
            // What nobody has looked at is not taken.
            dropped.Add("unchecked", questions.Length);
            return Made.None((Asked<Agreed>.Nothing)asked) with { Dropped = dropped.ToImmutable() };
        }

        dropped.Add("disagreed", answer.Value.Each.Count(agreed => !agreed));
        return new Made([.. questions.Where((_, i) => answer.Value.Each[i])], provenance, dropped.ToImmutable(), null);
    }

    private IQuestionBankGrain Bank(TenantKey key) => grains.GetGrain<IQuestionBankGrain>(new TenantKey(key.Tenant, "bank").ToString());

    private static BankDraft Draft(Question question, Topic topic) => BankMapping.ToDraft(new BankQuestion
    {
        Question = question,
        Language = topic.Language,
        ExamType = topic.ExamType,
        Subject = topic.Subject,
        Status = QuestionStatus.Draft,
    });

    /// <summary>Null, which is a fault of the model, when there is not one whole item.</summary>
    private static Batch? Written(string json, Topic topic) => WrittenQuestions.Read(json, topic) is { IsEmpty: false } items ? new Batch(items) : null;

    private sealed record Batch(ImmutableArray<WrittenQuestions.Item> Items);

    private sealed record Agreed(ImmutableArray<bool> Each);

    private sealed class Tally
    {
        private readonly Dictionary<string, int> _counts = [];

        public void Add(string reason, int count = 1)
        {
            if (count > 0) _counts[reason] = _counts.GetValueOrDefault(reason) + count;
        }

        public ImmutableDictionary<string, int> ToImmutable() => _counts.ToImmutableDictionary();
    }
}

/// <summary>What one call for questions brought.</summary>
/// <param name="Questions">Those that passed.</param>
/// <param name="Dropped">How many did not, by reason.</param>
/// <param name="Why">When the model gave nothing: code, sentence, and when it may.</param>
public sealed record Made(ImmutableArray<Question> Questions, Provenance? Provenance, ImmutableDictionary<string, int> Dropped, Unmade? Why)
{
    internal static Made None<T>(Asked<T>.Nothing nothing) => new([], null, ImmutableDictionary<string, int>.Empty, new Unmade(nothing.Code, nothing.Message, nothing.RetryAfter));
}

public sealed record Unmade(string Code, string Message, TimeSpan? RetryAfter);

/// <summary>Where a generated question comes from.</summary>
public static class GenerationSources
{
    public const string Model = "model";

    /// <summary>Of all together, as a room's host is told: "mixed" when only some are the model's; "packs" when none is, and not all are to the topic.</summary>
    public static string Of(ImmutableArray<GeneratedQuestion> questions)
    {
        var written = questions.Count(q => q.Source == Model);
        return written == questions.Length ? Model
            : written > 0 ? "mixed"
            : questions.All(q => q.Source == FallbackQuestions.Bank) ? FallbackQuestions.Bank
            : FallbackQuestions.Packs;
    }
}
