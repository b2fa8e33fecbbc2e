using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Tests.Generation;

/// <summary>A bank that a test can silence or break.</summary>
public sealed class TroubledBank(IQuestionStore bank) : IQuestionStore
{
    private TaskCompletionSource _answers = Answering();

    public bool IsBroken { get; set; }

    /// <summary>What else an answer takes: time, or a fault.</summary>
    public Func<Task> Trouble { get; init; } = () => Task.CompletedTask;

    /// <summary>No answer from here on.</summary>
    public void FallSilent() => _answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who waits is answered.</summary>
    public void Speak() => _answers.TrySetResult();

    public Task<ImmutableArray<BankEntry>> Find(string tenant, ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        Ask(() => bank.Find(tenant, ids, cancellationToken));

    public Task<ImmutableArray<BankEntry>> FindByEdition(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken) =>
        Ask(() => bank.FindByEdition(tenant, editions, cancellationToken));

    public Task<ImmutableArray<string>> Add(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken) =>
        Ask(() => bank.Add(tenant, questions, cancellationToken));

    public Task<ImmutableArray<string>> Update(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken) =>
        Ask(() => bank.Update(tenant, questions, cancellationToken));

    public Task<ImmutableArray<string>> Delete(string tenant, ImmutableArray<string> ids, ImmutableArray<string> spaces, CancellationToken cancellationToken) =>
        Ask(() => bank.Delete(tenant, ids, spaces, cancellationToken));

    public Task<ImmutableArray<BankEntry>> History(TenantKey key, CancellationToken cancellationToken) => Ask(() => bank.History(key, cancellationToken));

    public Task<BankPage> List(string tenant, ImmutableArray<string> spaces, BankFilter filter, string? after, int limit, CancellationToken cancellationToken) =>
        Ask(() => bank.List(tenant, spaces, filter, after, limit, cancellationToken));

    public Task<BankFacets> Facets(string tenant, ImmutableArray<string> spaces, CancellationToken cancellationToken) =>
        Ask(() => bank.Facets(tenant, spaces, cancellationToken));

    public Task<ImmutableArray<CategoryCount>> Categories(string tenant, ImmutableArray<string> spaces, ImmutableArray<string> kinds, CancellationToken cancellationToken) =>
        Ask(() => bank.Categories(tenant, spaces, kinds, cancellationToken));

    public Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> Similar(
        string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellationToken) =>
        Ask(() => bank.Similar(tenant, spaces, probes, least, most, cancellationToken));

    public Task<ImmutableArray<string>> Around(string tenant, ImmutableArray<string> spaces, DrawQuery query, CancellationToken cancellationToken) =>
        Ask(() => bank.Around(tenant, spaces, query, cancellationToken));

    public Task SetFlags(string tenant, ImmutableArray<string> ids, ImmutableArray<string> flags, CancellationToken cancellationToken) =>
        bank.SetFlags(tenant, ids, flags, cancellationToken);

    private async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        await _answers.Task;
        await Trouble();
        return IsBroken ? throw new StorageUnavailableException("The test says so.") : await ask();
    }

    private static TaskCompletionSource Answering()
    {
        var answers = new TaskCompletionSource();
        answers.SetResult();
        return answers;
    }
}
