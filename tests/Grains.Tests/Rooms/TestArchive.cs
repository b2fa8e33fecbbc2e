using System.Collections.Concurrent;
using QuizOrleans.Grains.Players;
using QuizOrleans.Storage.Games;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>An archive that counts, and fails as often as a test orders.</summary>
public sealed class TestArchive : IGameArchive
{
    private readonly MemoryGameArchive _kept = new();
    private readonly ConcurrentQueue<FinishedGame> _stored = new();
    private int _attempts;

    public IReadOnlyCollection<FinishedGame> Stored => _stored;

    public int Attempts => _attempts;

    public bool Fails { get; set; }

    public Task Store(FinishedGame game, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        if (Fails) throw new StorageUnavailableException("The test says so.");
        _stored.Enqueue(game);
        return _kept.Store(game, cancellationToken);
    }

    public Task<GamePage> HistoryOf(TenantKey player, string? after, int limit, CancellationToken cancellationToken) =>
        _kept.HistoryOf(player, after, limit, cancellationToken);

    public Task<(int Played, int Won)> TotalsOf(TenantKey player, CancellationToken cancellationToken) => _kept.TotalsOf(player, cancellationToken);
}
