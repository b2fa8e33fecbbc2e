using QuizOrleans.Grains.Audit;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Identity;

/// <summary>Refresh tokens: the next one, and the end.</summary>
public sealed partial class SignInGrain
{
    /// <summary>Two requests at once take turns at the row; a third try means that a third was there too.</summary>
    private const int Tries = 5;

    public Task<Outcome<SignedIn>> Renew(string refreshToken, string? address, CancellationToken cancellationToken) => Next(refreshToken, null, address, cancellationToken);

    public async Task<Outcome<SignedIn>> RenewAs(string refreshToken, string nickname, string? address, CancellationToken cancellationToken)
    {
        // Before the token is used up.
        var (name, invalid) = Nicknames.Clean(nickname);
        if (invalid is not null) return IdentityRefusals.Of(invalid);
        var renewed = await Next(refreshToken, name, address, cancellationToken);
        if (renewed.Value is { PlayerId: var id }) await Player(id).SetProfile(name, cancellationToken);
        return renewed;
    }

    /// <param name="name">Null: as it is.</param>
    private async Task<Outcome<SignedIn>> Next(string refreshToken, string? name, string? address, CancellationToken cancellationToken)
    {
        if (Read(refreshToken) is not { } token) return IdentityRefusals.SessionEnded;
        var key = new TenantKey(Tenant, token.Family);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await families.Find(key, cancellationToken) is not { } family) return IdentityRefusals.SessionEnded;
            if (name is not null && !family.IsGuest) return IdentityRefusals.NoGuest;
            var named = family with { Nickname = name ?? family.Nickname };
            switch (named.Present(token, NewSalt(), time.GetUtcNow()))
            {
                case Presented.Renewed renewed when await families.Replace(Tenant, renewed.Next, family.Current, cancellationToken):
                    return await Continue(renewed.Next, renewed.Successor, cancellationToken);
                case Presented.Renewed:
                    // The same token came twice at once and the other was first: now it is a repetition.
                    continue;
                // The name may come with the repetition: another tab was first, without it.
                case Presented.Repeated repeated when named == family || await families.Replace(Tenant, named, family.Current, cancellationToken):
                    return await Continue(named, repeated.Successor, cancellationToken);
                case Presented.Repeated:
                    continue;
                case Presented.Reused:
                    await families.Delete(key, cancellationToken);
                    await EndConnections(family.Subject, family.Id);
                    await audit.Write(Tenant, AuditActions.TokenReused, family.Subject, null, address, IdentityRefusals.SessionEnded, cancellationToken: cancellationToken);
                    return IdentityRefusals.SessionEnded;
                default:
                    return IdentityRefusals.SessionEnded;
            }
        }

        throw new TimeoutException("This token is renewed by too many at once.");
    }

    public async Task<string?> SignOut(string refreshToken, string? address, CancellationToken cancellationToken)
    {
        if (Read(refreshToken) is not { } token || await families.Find(new TenantKey(Tenant, token.Family), cancellationToken) is not { } family) return null;
        // Any token of the family will do: whoever has one may end it.
        await families.Delete(new TenantKey(Tenant, family.Id), cancellationToken);
        await EndConnections(family.Subject, family.Id);
        var player = new TenantKey(Tenant, family.Subject);
        if (!family.IsGuest) await audit.Write(Tenant, AuditActions.SignOut, family.Subject, null, address, cancellationToken: cancellationToken);
        else if ((await families.Of(player, cancellationToken)).IsEmpty) await forgetting.Forget(player, nameless: false, GrainFactory, cancellationToken);
        return family.Subject;
    }

    public async Task<bool> GoesOn(string session, CancellationToken cancellationToken) =>
        TenantKey.IsPart(session) && await families.Find(new TenantKey(Tenant, session), cancellationToken) is { } family && time.GetUtcNow() < family.ExpiresAt;

    public async Task SignOutEverywhere(string playerId, string? address, CancellationToken cancellationToken)
    {
        var player = new TenantKey(Tenant, playerId);
        var all = await families.Of(player, cancellationToken);
        await families.DeleteOf(player, cancellationToken);
        await EndConnections(playerId);
        if (!all.IsEmpty && all.All(f => f.IsGuest)) await forgetting.Forget(player, nameless: false, GrainFactory, cancellationToken);
        else await audit.Write(Tenant, AuditActions.SignOutEverywhere, playerId, null, address, details: $"{all.Length}", cancellationToken: cancellationToken);
    }

    /// <summary>What the next access token is to say: roles as they are now.</summary>
    private async Task<Outcome<SignedIn>> Continue(TokenFamily family, RefreshToken next, CancellationToken cancellationToken)
    {
        if (family.IsGuest) return new SignedIn(family.Subject, family.Nickname, Role.Everybody, next.ToString(), family.ExpiresAt, null, family.Id);
        var account = await Account(family.Subject).View(cancellationToken);
        if (account.Value is { } view) return new SignedIn(view.AccountId, view.Nickname, view.Roles, next.ToString(), family.ExpiresAt, view.Email, family.Id);
        await families.Delete(new TenantKey(Tenant, family.Id), cancellationToken);
        return IdentityRefusals.SessionEnded;
    }

    /// <summary>The guest whose token this is, when one is given.</summary>
    private async Task<(string? Id, Refusal? Refusal)> GuestOf(string? guestToken, CancellationToken cancellationToken)
    {
        if (guestToken is null) return (null, null);
        var family = Read(guestToken) is { } token ? await families.Find(new TenantKey(Tenant, token.Family), cancellationToken) : null;
        var isGood = family is { IsGuest: true } && family.Present(Read(guestToken)!, NewSalt(), time.GetUtcNow()) is Presented.Renewed or Presented.Repeated;
        return isGood ? (family!.Subject, null) : (null, IdentityRefusals.SessionEnded);
    }

    private RefreshToken? Read(string? text) => RefreshToken.TryParse(text, out var token) && token.Tenant == Tenant ? token : null;
}
