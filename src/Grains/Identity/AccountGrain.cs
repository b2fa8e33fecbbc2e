using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Limits;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

/// <summary>One account. Reads its row for each call: calls are few, and the row is then the one truth. Its turns keep them in order.</summary>
public sealed partial class AccountGrain(
    IAccountStore accounts,
    ITokenFamilyStore families,
    IGameArchive archive,
    IMatchStore matches,
    IQuizStore quizzes,
    IQuestionStore questions,
    IAuditLog auditLog,
    PasswordHashing passwords,
    IMailer mailer,
    AuditTrail audit,
    Forgetting forgetting,
    IOptions<AccountOptions> options,
    TimeProvider time,
    ILogger<AccountGrain> logger)
    : Grain, IAccountGrain
{
    private TenantKey Key => TenantKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<AccountView>> Open(NewAccount account, CancellationToken cancellationToken)
    {
        var opened = new Account(Key, account.Email, false, account.PasswordHash, account.Nickname, Role.Everybody, null, time.GetUtcNow(), 1);
        if (!await accounts.Add(opened, cancellationToken)) return IdentityRefusals.EmailTaken;
        await Record(AuditActions.AccountCreated, account.Address, details: EmailAddress.Masked(account.Email));
        return View(opened);
    }

    public async Task<Outcome<AccountView>> View(CancellationToken cancellationToken) =>
        await accounts.Find(Key, cancellationToken) is { } account ? View(account) : IdentityRefusals.NotFound;

    public async Task<Outcome<AccountView>> SignIn(string password, CancellationToken cancellationToken)
    {
        var account = await accounts.Find(Key, cancellationToken);
        var clean = Password.Normal(password);
        var check = await passwords.Check(account?.PasswordHash, clean);
        if (account is null) DeactivateOnIdle();
        if (account is null || check is PasswordCheck.Wrong) return IdentityRefusals.WrongCredentials;
        if (check is PasswordCheck.RightButOutdated) await Save(account with { PasswordHash = await passwords.Hash(clean!) }, cancellationToken);
        return View(account);
    }

    public async Task<Outcome<AccountView>> ChangePassword(string current, string next, string? address, CancellationToken cancellationToken)
    {
        if (await accounts.Find(Key, cancellationToken) is not { } account) return IdentityRefusals.NotFound;
        if (await passwords.Check(account.PasswordHash, Password.Normal(current)) is PasswordCheck.Wrong)
        {
            await Record(AuditActions.PasswordChanged, address, IdentityRefusals.WrongCredentials);
            return IdentityRefusals.WrongCredentials;
        }

        var (password, weak) = Password.Clean(next, account.Email, account.Nickname);
        if (weak is not null) return IdentityRefusals.Of(weak);
        account = await Save(account with { PasswordHash = await passwords.Hash(password), Code = null }, cancellationToken);
        await Record(AuditActions.PasswordChanged, address);
        return View(account);
    }

    public async Task<Outcome<AccountView>> SetRoles(string actorId, ImmutableArray<string> roles, string? address, CancellationToken cancellationToken)
    {
        var (wanted, unknown) = Role.Clean(roles);
        if (unknown is not null) return IdentityRefusals.Of(unknown);
        if (await accounts.Find(Key, cancellationToken) is not { } account) return IdentityRefusals.NotFound;
        if (actorId == Key.Id && !wanted.Contains(Role.Admin)) return IdentityRefusals.Forbidden;
        var changed = await Save(account with { Roles = wanted }, cancellationToken);
        await audit.Write(
            Key.Tenant, AuditActions.RolesChanged, actorId, Key.Id, address,
            details: $"{string.Join(' ', account.Roles)} → {string.Join(' ', wanted)}", cancellationToken: cancellationToken);
        return View(changed);
    }

    public async Task<Receipt> Delete(string password, string? address, CancellationToken cancellationToken)
    {
        if (await accounts.Find(Key, cancellationToken) is not { } account) return IdentityRefusals.NotFound.Receipt();
        if (await passwords.Check(account.PasswordHash, Password.Normal(password)) is PasswordCheck.Wrong)
        {
            await Record(AuditActions.AccountDeleted, address, IdentityRefusals.WrongCredentials);
            return IdentityRefusals.WrongCredentials.Receipt();
        }

        // Written first: once it has begun, the daily clean-up ends it whatever happens here, and then nobody would write it.
        await Record(AuditActions.AccountDeleted, address);
        await forgetting.Forget(Key, nameless: true, GrainFactory, CancellationToken.None);
        await GrainFactory.GetGrain<IUserQuotaGrain>(Key.ToString()).SignedOut(null);
        return new Receipt(true, "ok", "", 0);
    }

    private AccountView View(Account account) => AccountViews.Of(account, options.Value);

    /// <summary>The grain's turns keep writers apart; a conflict means that another activation wrote, and the caller tries again.</summary>
    private async Task<Account> Save(Account account, CancellationToken cancellationToken)
    {
        var next = account with { Version = account.Version + 1 };
        return await accounts.Save(next, cancellationToken) ? next : throw new TimeoutException($"Account {Key} was changed by somebody else at the same time.");
    }

    private Task Record(string action, string? address, Refusal? refusal = null, string details = "") =>
        audit.Write(Key.Tenant, action, Key.Id, null, address, refusal, details);
}
