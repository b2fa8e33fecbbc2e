using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

/// <summary>Codes by mail: a new password without the old one, and the proof of an address.</summary>
public sealed partial class AccountGrain
{
    public async Task SendReset(string language, string? address)
    {
        if (await accounts.Find(Key, CancellationToken.None) is not { } account || OneTimeCode.Wait(account.Code, time.GetUtcNow()) > TimeSpan.Zero) return;
        await SendCode(account, CodePurpose.ResetPassword, language, address);
    }

    public async Task<Outcome<AccountView>> SendProof(string language, string? address, CancellationToken cancellationToken)
    {
        if (!mailer.IsAvailable) return IdentityRefusals.MailUnavailable;
        if (await accounts.Find(Key, cancellationToken) is not { } account) return IdentityRefusals.NotFound;
        if (OneTimeCode.Wait(account.Code, time.GetUtcNow()) is var wait && wait > TimeSpan.Zero)
            return IdentityRefusals.CodeSent with { RetryAfterMs = (int)Math.Ceiling(wait.TotalMilliseconds) };
        await SendCode(account, CodePurpose.ProveEmail, language, address);
        return View(account);
    }

    public async Task<Outcome<AccountView>> Reset(string code, string password, CancellationToken cancellationToken)
    {
        if (await accounts.Find(Key, cancellationToken) is not { } account)
        {
            DeactivateOnIdle();
            return IdentityRefusals.WrongCode;
        }

        // A password that will not do costs no code.
        var (clean, weak) = Password.Clean(password, account.Email);
        if (weak is not null) return IdentityRefusals.Of(weak);
        var (tried, holds) = await Try(account, CodePurpose.ResetPassword, code, cancellationToken);
        return holds ? View(await Save(tried with { PasswordHash = await passwords.Hash(clean), EmailProven = true }, cancellationToken)) : IdentityRefusals.WrongCode;
    }

    public async Task<Outcome<AccountView>> ProveEmail(string code, string? address, CancellationToken cancellationToken)
    {
        if (await accounts.Find(Key, cancellationToken) is not { } account) return IdentityRefusals.NotFound;
        var (tried, holds) = await Try(account, CodePurpose.ProveEmail, code, cancellationToken);
        if (holds) tried = await Save(tried with { EmailProven = true }, cancellationToken);
        await Record(AuditActions.EmailProven, address, holds ? null : IdentityRefusals.WrongCode);
        return holds ? View(tried) : IdentityRefusals.WrongCode;
    }

    /// <summary>A try is counted, and a code used up, before anything comes of it: a crash gives nobody a further try.</summary>
    private async Task<(Account Account, bool Holds)> Try(Account account, CodePurpose purpose, string code, CancellationToken cancellationToken)
    {
        if (account.Code is null) return (account, false);
        var (holds, left) = OneTimeCode.Try(account.Code, purpose, Key.Id, code, time.GetUtcNow());
        return (await Save(account with { Code = left }, cancellationToken), holds);
    }

    private async Task SendCode(Account account, CodePurpose purpose, string language, string? address)
    {
        var code = RandomNumberGenerator.GetString(OneTimeCode.Alphabet, OneTimeCode.Length);
        await Save(account with { Code = OneTimeCode.Issue(purpose, Key.Id, code, time.GetUtcNow()) }, CancellationToken.None);
        await Record(AuditActions.CodeSent, address, details: purpose == CodePurpose.ResetPassword ? "password" : "email");
        // Not waited for: a slow mail server must not hold up the account.
        _ = Deliver(MailTexts.Code(account.Email, language, purpose, code));
    }

    private async Task Deliver(Mail mail)
    {
        try
        {
            await mailer.Send(mail, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotSent(logger, e.GetType().Name, Key.Id);
        }
    }

    // Without the exception's text: mail servers repeat what they were sent.
    [LoggerMessage(3151, LogLevel.Error, "A mail with a code could not be sent ({Fault}) for account {AccountId}.")]
    private static partial void LogNotSent(ILogger logger, string fault, string accountId);
}
