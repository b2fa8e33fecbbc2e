using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Storage.Matches;

namespace QuizOrleans.Storage.Tests.Matches;

public sealed class MemoryMatchStoreTests : MatchStoreContract
{
    protected override Task<IMatchStore> Create() => Task.FromResult<IMatchStore>(new MemoryMatchStore());
}
