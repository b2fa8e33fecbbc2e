using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Storage.Privacy;

/// <summary>The same over the stores in memory.</summary>
public sealed class MemoryPersonalRecords(MemoryGameArchive games, MemoryMatchStore matches, MemoryQuizStore quizzes, MemoryQuestionStore questions, MemoryPlayStore plays, MemoryJournal journal) : IPersonalRecords
{
    private readonly ConcurrentDictionary<TenantKey, Erasure> _erasures = new();

    public Task Request(TenantKey player, bool nameless, DateTimeOffset at, CancellationToken cancellationToken)
    {
        _erasures.AddOrUpdate(player, new Erasure(player, nameless, at), (_, known) => new Erasure(player, known.Nameless || nameless, at));
        return Task.CompletedTask;
    }

    public Task Detach(TenantKey player, bool nameless, CancellationToken cancellationToken)
    {
        var name = nameless ? PostgresPersonalRecords.Nameless : null;
        games.Detach(player, name);
        matches.Detach(player, name);
        quizzes.DeleteOf(player);
        questions.Detach(player, nameless);
        plays.Forget(player);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Erasure>> Requested(Erasure? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Erasure>>([.. _erasures.Values.Select(e => (Erasure: e, Place: PlaceOf(e)))
            .Where(e => after is null || e.Place.CompareTo(PlaceOf(after)) > 0).OrderBy(e => e.Place).Take(limit).Select(e => e.Erasure)]);

    public Task Forgotten(TenantKey player, CancellationToken cancellationToken)
    {
        _erasures.TryRemove(player, out _);
        return Task.CompletedTask;
    }

    public Task<int> ForgetRooms(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var rooms = games.Forget(before, limit).Union(matches.Forget(before, limit)).ToList();
        foreach (var room in rooms) journal.Delete($"room/{room}");
        return Task.FromResult(rooms.Count);
    }

    public Task<int> ForgetQueues(DateTimeOffset before, int limit, CancellationToken cancellationToken) => Task.FromResult(journal.DeleteSilent("queue/", before, limit));

    private static (DateTimeOffset, string) PlaceOf(Erasure erasure) => (erasure.RequestedAt, erasure.Player.ToString());
}
