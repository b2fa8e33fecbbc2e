using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Players;

/// <summary>A player's profile; the history is read from the archive, which is the one truth about games played.</summary>
public sealed partial class PlayerGrain(
    [PersistentState("player", StorageNames.Grains)] IPersistentState<PlayerState> state, IGameArchive archive, IMatchStore matches, IOptions<DuelOptions> duels, TimeProvider time,
    ILogger<PlayerGrain> logger) : Grain, IPlayerGrain
{
    private TenantKey Key => TenantKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<PlayerProfile>> SetProfile(string nickname, CancellationToken cancellationToken)
    {
        var (name, invalid) = Nicknames.Clean(nickname);
        if (invalid is not null) return new Refusal(invalid.Code, invalid.Message);
        if (state.State.Nickname != name)
        {
            await Write(state.State with { Nickname = name, CreatedAt = state.RecordExists ? state.State.CreatedAt : time.GetUtcNow() }, cancellationToken);
        }

        return await Current(cancellationToken);
    }

    public async Task<Outcome<PlayerProfile>> Profile(CancellationToken cancellationToken) =>
        state.RecordExists ? await Current(cancellationToken) : new Refusal("not_found", "There is no such player.");

    public Task<GamePage> History(string? after, int limit, CancellationToken cancellationToken) =>
        archive.HistoryOf(Key, after, Math.Clamp(limit, 1, 100), cancellationToken);

    public async Task Forget(CancellationToken cancellationToken)
    {
        await LeaveQueue(cancellationToken);
        await Withdraw(cancellationToken);
        if (state.RecordExists) await state.ClearStateAsync(cancellationToken);
        // What is read from the matches is read anew by the next activation, if ever there is one.
        DeactivateOnIdle();
    }

    /// <summary>What could not be written is taken back, or the next call would show it.</summary>
    private async Task Write(PlayerState next, CancellationToken cancellationToken)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch
        {
            state.State = before;
            throw;
        }
    }

    private async Task<PlayerProfile> Current(CancellationToken cancellationToken)
    {
        var (played, won) = await archive.TotalsOf(Key, cancellationToken);
        return new PlayerProfile(Key.Id, state.State.Nickname, state.State.CreatedAt, played, won);
    }
}

/// <summary>What a player's grain keeps; written as JSON.</summary>
public sealed record PlayerState
{
    public string Nickname { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Players not to be matched with.</summary>
    public ImmutableArray<string> Blocked { get; init; } = [];
}
