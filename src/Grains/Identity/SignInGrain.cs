using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Limits;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Identity;

/// <summary>The ways in; what they lead to is an <see cref="AccountGrain"/>, or a guest.</summary>
// Reentrant because it remembers nothing: while one waits for a password's hash, others must get in.
[StatelessWorker, Reentrant]
public sealed partial class SignInGrain(
    IAccountStore accounts,
    ITokenFamilyStore families,
    PasswordHashing passwords,
    IMailer mailer,
    AuditTrail audit,
    Forgetting forgetting,
    IOptions<AccountOptions> options,
    TimeProvider time)
    : Grain, ISignInGrain
{
    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task<Outcome<SignedIn>> Guest(string nickname, CancellationToken cancellationToken)
    {
        if (!options.Value.Serves(Tenant)) return IdentityRefusals.AccountsClosed;
        // 128 random bits: the id names the player for good and is not to be guessed, as tokens of an embedding platform may name him by it.
        var id = NewId();
        var profile = await Player(id).SetProfile(nickname, cancellationToken);
        if (profile.Value is not { Nickname: var name }) return profile.Refusal!;
        return await Enter(id, name, Role.Everybody, null, cancellationToken);
    }

    public async Task<Outcome<SignedIn>> Create(CreateAccount command, CancellationToken cancellationToken)
    {
        if (!options.Value.AllowCreation || !options.Value.Serves(Tenant)) return IdentityRefusals.AccountsClosed;
        if (EmailAddress.Clean(command.Email) is not { } email) return IdentityRefusals.Of(IdentityRejections.InvalidEmail);
        var (nickname, invalid) = Nicknames.Clean(command.Nickname);
        if (invalid is not null) return IdentityRefusals.Of(invalid);
        var (password, weak) = Password.Clean(command.Password, email, nickname);
        if (weak is not null) return IdentityRefusals.Of(weak);
        var (guest, ended) = await GuestOf(command.GuestToken, cancellationToken);
        if (ended is not null) return ended;
        if (await accounts.FindByEmail(Tenant, email, cancellationToken) is { } taken)
        {
            // The one place that tells who has an account: whoever goes through addresses here leaves a trace.
            await audit.Write(Tenant, AuditActions.AccountCreated, null, taken.Key.Id, command.Address, IdentityRefusals.EmailTaken, EmailAddress.Masked(email), cancellationToken);
            return IdentityRefusals.EmailTaken;
        }

        var id = guest ?? NewId();
        var opened = await Account(id).Open(new NewAccount(email, await passwords.Hash(password), nickname, command.Address), cancellationToken);
        if (opened.Value is not { } account) return opened.Refusal!;
        await Player(id).SetProfile(nickname, cancellationToken);
        if (guest is not null) await families.DeleteOf(new TenantKey(Tenant, guest), cancellationToken);
        return await Enter(account, cancellationToken);
    }

    public async Task<Outcome<SignedIn>> SignIn(string email, string password, string? address, CancellationToken cancellationToken)
    {
        var clean = EmailAddress.Clean(email) ?? "";
        var known = await accounts.FindByEmail(Tenant, clean, cancellationToken);
        // Nobody's account takes the same way as somebody's: what differs could be measured.
        var account = await Account(known?.Key.Id ?? NewId()).SignIn(password, cancellationToken);
        await audit.Write(Tenant, AuditActions.SignIn, known?.Key.Id, null, address, account.Refusal, EmailAddress.Masked(clean), cancellationToken);
        return account.Value is { } view ? await Enter(view, cancellationToken) : account.Refusal!;
    }

    public async Task<Outcome<SignedIn>> ChangePassword(string accountId, string current, string next, string? address, CancellationToken cancellationToken)
    {
        var changed = await Account(accountId).ChangePassword(current, next, address, cancellationToken);
        return changed.Value is { } view ? await EnterAnew(view, cancellationToken) : changed.Refusal!;
    }

    public async Task<Receipt> SendReset(string email, string language, string? address, CancellationToken cancellationToken)
    {
        if (!mailer.IsAvailable) return IdentityRefusals.MailUnavailable.Receipt();
        if (EmailAddress.Clean(email) is { } clean && await accounts.FindByEmail(Tenant, clean, cancellationToken) is { } account)
            await Account(account.Key.Id).SendReset(language, address);
        return new Receipt(true, "ok", "", 0);
    }

    public async Task<Outcome<SignedIn>> Reset(string email, string code, string password, string? address, CancellationToken cancellationToken)
    {
        var clean = EmailAddress.Clean(email) ?? "";
        // Before it is known whether there is such an account: the answer must not say.
        if (Password.Clean(password, clean).Rejection is { } weak) return IdentityRefusals.Of(weak);
        var known = await accounts.FindByEmail(Tenant, clean, cancellationToken);
        var reset = await Account(known?.Key.Id ?? NewId()).Reset(code, password, cancellationToken);
        await audit.Write(Tenant, AuditActions.PasswordReset, known?.Key.Id, null, address, reset.Refusal, EmailAddress.Masked(clean), cancellationToken);
        return reset.Value is { } view ? await EnterAnew(view, cancellationToken) : reset.Refusal!;
    }

    public async Task<AccountPage> Accounts(string? email, string? after, int limit, CancellationToken cancellationToken)
    {
        if (email is not null)
        {
            var found = EmailAddress.Clean(email) is { } clean ? await accounts.FindByEmail(Tenant, clean, cancellationToken) : null;
            return new AccountPage(found is null ? [] : [AccountViews.Of(found, options.Value)], null);
        }

        var (items, next) = await accounts.List(Tenant, after, Math.Clamp(limit, 1, 100), cancellationToken);
        return new AccountPage([.. items.Select(a => AccountViews.Of(a, options.Value))], next);
    }

    /// <summary>Whoever knows the password, or the address, is in; whoever was in by the old one is out.</summary>
    private async Task<Outcome<SignedIn>> EnterAnew(AccountView account, CancellationToken cancellationToken)
    {
        await families.DeleteOf(new TenantKey(Tenant, account.AccountId), cancellationToken);
        await EndConnections(account.AccountId);
        return await Enter(account, cancellationToken);
    }

    private Task<SignedIn> Enter(AccountView account, CancellationToken cancellationToken) =>
        Enter(account.AccountId, account.Nickname, account.Roles, account.Email, cancellationToken);

    /// <param name="email">Null for a guest.</param>
    private async Task<SignedIn> Enter(string playerId, string nickname, ImmutableArray<string> roles, string? email, CancellationToken cancellationToken)
    {
        var token = RefreshToken.New(Tenant, RandomNumberGenerator.GetBytes(RefreshToken.FamilyBytes + RefreshToken.SecretBytes));
        var (idle, lifetime) = email is null ? (options.Value.GuestIdle, options.Value.GuestLifetime) : (options.Value.SignInIdle, options.Value.SignInLifetime);
        var family = TokenFamily.Open(token, playerId, email is null, nickname, time.GetUtcNow(), idle, lifetime);
        await families.Add(Tenant, family, cancellationToken);
        return new SignedIn(playerId, nickname, roles, token.ToString(), family.ExpiresAt, email, family.Id);
    }

    /// <param name="session">Null: all that the player has.</param>
    private Task EndConnections(string playerId, string? session = null) =>
        GrainFactory.GetGrain<IUserQuotaGrain>(new TenantKey(Tenant, playerId).ToString()).SignedOut(session);

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string NewSalt() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private IAccountGrain Account(string id) => GrainFactory.GetGrain<IAccountGrain>(new TenantKey(Tenant, id).ToString());

    private IPlayerGrain Player(string id) => GrainFactory.GetGrain<IPlayerGrain>(new TenantKey(Tenant, id).ToString());
}
