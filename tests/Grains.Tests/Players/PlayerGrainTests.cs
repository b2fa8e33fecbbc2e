using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Matches;

namespace QuizOrleans.Grains.Tests.Players;

public sealed class PlayerGrainTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    private IPlayerGrain Ada => _cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");

    public async Task InitializeAsync() =>
        _cluster = await GrainCluster.StartAsync(services => services
            .AddSingleton<IGameArchive>(new MemoryGameArchive()).AddSingleton<IMatchStore>(new MemoryMatchStore()));

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_profile_is_made_renamed_and_kept()
    {
        (await Ada.Profile(default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
        var made = (await Ada.SetProfile("  Ada  L ", default)).Value.ShouldNotBeNull();
        (made.PlayerId, made.Nickname, made.CreatedAt).ShouldBe(("ada", "Ada L", _cluster.Time.GetUtcNow()));
        await _cluster.AdvanceAsync(TimeSpan.FromHours(1));
        (await Ada.SetProfile("Countess", default)).Value.ShouldNotBeNull().CreatedAt.ShouldBe(made.CreatedAt);
        await _cluster.KillAsync();
        (await Ada.Profile(default)).Value.ShouldBe(made with { Nickname = "Countess" });
    }

    [Fact]
    public async Task The_same_name_writes_nothing()
    {
        await Ada.SetProfile("Ada", default);
        var writes = _cluster.Storage.Writes;
        await Ada.SetProfile(" Ada ", default);
        _cluster.Storage.Writes.ShouldBe(writes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u202e")]
    [InlineData("1234567890123456789012345")]
    public async Task A_name_that_cannot_be_one_is_refused(string name)
    {
        (await Ada.SetProfile(name, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("invalid_nickname");
        (await Ada.Profile(default)).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_could_not_be_written_is_not_shown_afterwards()
    {
        await Ada.SetProfile("Ada", default);
        _cluster.Storage.FailNextWrite = new StorageUnavailableException("The test says so.");
        await Should.ThrowAsync<Exception>(() => Ada.SetProfile("Eve", default));
        (await Ada.Profile(default)).Value.ShouldNotBeNull().Nickname.ShouldBe("Ada");
        (await Ada.SetProfile("Eve", default)).Value.ShouldNotBeNull().Nickname.ShouldBe("Eve");
    }
}
