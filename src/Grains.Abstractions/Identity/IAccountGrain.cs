using System.Collections.Immutable;

namespace QuizOrleans.Grains.Identity;

/// <summary>One account; all that is done to it is done in turn. Key: <see cref="TenantKey"/> of the account id.</summary>
[Alias("quiz.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Refusals: email_taken.</summary>
    [Alias("Open")]
    Task<Outcome<AccountView>> Open(NewAccount account, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found.</summary>
    [Alias("View")]
    Task<Outcome<AccountView>> View(CancellationToken cancellationToken);

    /// <summary>Refusals: wrong_credentials, also when there is no such account; it takes as long then.</summary>
    [Alias("SignIn")]
    Task<Outcome<AccountView>> SignIn(string password, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found, wrong_credentials, weak_password.</summary>
    [Alias("ChangePassword")]
    Task<Outcome<AccountView>> ChangePassword(string current, string next, string? address, CancellationToken cancellationToken);

    /// <summary>Mails a code to set a new password with. Silent, and not waited for: whoever asks must not learn whether there is an account.</summary>
    [Alias("SendReset"), OneWay]
    Task SendReset(string language, string? address);

    /// <summary>Refusals: wrong_code, weak_password. The address is proven by it, too.</summary>
    [Alias("Reset")]
    Task<Outcome<AccountView>> Reset(string code, string password, CancellationToken cancellationToken);

    /// <summary>Mails a code that proves the address. Refusals: not_found, mail_unavailable, code_sent (a moment ago; says when the next may be).</summary>
    [Alias("SendProof")]
    Task<Outcome<AccountView>> SendProof(string language, string? address, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found, wrong_code.</summary>
    [Alias("ProveEmail")]
    Task<Outcome<AccountView>> ProveEmail(string code, string? address, CancellationToken cancellationToken);

    /// <summary>What an administrator made of the account. Refusals: not_found, unknown_role, forbidden (one's own admin role cannot be given up).</summary>
    /// <param name="actorId">The administrator.</param>
    [Alias("SetRoles")]
    Task<Outcome<AccountView>> SetRoles(string actorId, ImmutableArray<string> roles, string? address, CancellationToken cancellationToken);

    /// <summary>All that is kept of the account's owner. Refusals: not_found.</summary>
    [Alias("Export")]
    Task<Outcome<AccountExport>> Export(string? address, CancellationToken cancellationToken);

    /// <summary>Deletes the account and what belongs to it; in the results of games a nameless line stays. Refusals: not_found, wrong_credentials.</summary>
    [Alias("Delete")]
    Task<Receipt> Delete(string password, string? address, CancellationToken cancellationToken);
}
