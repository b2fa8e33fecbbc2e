using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Players;

namespace QuizOrleans.Grains.Privacy;

/// <summary>
/// Forgets a player: sign-ins, profile, ratings, quizzes; in results a line without him stays. The mark that it begins with brings the daily clean-up back to
/// it, for what was interrupted and for a game that ends later.
/// </summary>
public sealed class Forgetting(IPersonalRecords records, ITokenFamilyStore families, IAccountStore accounts, TimeProvider time)
{
    /// <param name="nameless">For an account, which goes as well, and the nickname in results. A guest's nickname stays, as the room's record.</param>
    public async Task Forget(TenantKey player, bool nameless, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await records.Request(player, nameless, time.GetUtcNow(), cancellationToken);
        await Carry(player, nameless, grains, cancellationToken);
    }

    /// <summary>All of it once more; harmless when there is nothing left.</summary>
    public async Task Carry(TenantKey player, bool nameless, IGrainFactory grains, CancellationToken cancellationToken)
    {
        Tenancy.Act(player.Tenant);
        // A guest who became an account between his last token and the clean-up.
        if (!nameless && await accounts.Find(player, cancellationToken) is not null) return;
        if (nameless) await accounts.Delete(player, cancellationToken);
        await families.DeleteOf(player, cancellationToken);
        await grains.GetGrain<IPlayerGrain>(player.ToString()).Forget(cancellationToken);
        await records.Detach(player, nameless, cancellationToken);
    }
}
