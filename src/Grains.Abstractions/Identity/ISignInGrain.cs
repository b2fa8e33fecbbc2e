namespace QuizOrleans.Grains.Identity;

/// <summary>
/// The ways in, on and out. Stateless; key: <see cref="TenantKey"/> of the tenant and "sign-in". <c>address</c> is where the caller is, for the audit.
/// </summary>
[Alias("quiz.ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>A new guest. Refusals: invalid_nickname.</summary>
    [Alias("Guest")]
    Task<Outcome<SignedIn>> Guest(string nickname, CancellationToken cancellationToken);

    /// <summary>Refusals: accounts_closed, invalid_email, weak_password, invalid_nickname, email_taken, session_ended (the guest's token).</summary>
    [Alias("Create")]
    Task<Outcome<SignedIn>> Create(CreateAccount command, CancellationToken cancellationToken);

    /// <summary>Refusals: wrong_credentials, which never says whether there is such an account, and takes as long in either case.</summary>
    [Alias("SignIn")]
    Task<Outcome<SignedIn>> SignIn(string email, string password, string? address, CancellationToken cancellationToken);

    /// <summary>The next pair of tokens. Refusals: session_ended. A token that was used before ends the whole sign-in.</summary>
    [Alias("Renew")]
    Task<Outcome<SignedIn>> Renew(string refreshToken, string? address, CancellationToken cancellationToken);

    /// <summary>The same, with another name in them: a guest's. Refusals: session_ended, invalid_nickname, forbidden (an account's).</summary>
    [Alias("RenewAs")]
    Task<Outcome<SignedIn>> RenewAs(string refreshToken, string nickname, string? address, CancellationToken cancellationToken);

    /// <summary>Ends the sign-in of this token, its connections too; a guest is forgotten with it. An unknown token is no fault.</summary>
    /// <returns>Whose it was; null when nobody's.</returns>
    [Alias("SignOut")]
    Task<string?> SignOut(string refreshToken, string? address, CancellationToken cancellationToken);

    /// <summary>Whether a sign-in (<see cref="SignedIn.Session"/>) still goes on.</summary>
    [Alias("GoesOn")]
    Task<bool> GoesOn(string session, CancellationToken cancellationToken);

    /// <summary>Ends all sign-ins of this player, and all his connections.</summary>
    [Alias("SignOutEverywhere")]
    Task SignOutEverywhere(string playerId, string? address, CancellationToken cancellationToken);

    /// <summary>Ends all other sign-ins with it. Refusals: not_found, wrong_credentials, weak_password.</summary>
    [Alias("ChangePassword")]
    Task<Outcome<SignedIn>> ChangePassword(string accountId, string current, string next, string? address, CancellationToken cancellationToken);

    /// <summary>Sends a code, if there is such an account; the answer does not say. Refusals: mail_unavailable.</summary>
    /// <param name="language">Of the mail: en, de or ar.</param>
    [Alias("SendReset")]
    Task<Receipt> SendReset(string email, string language, string? address, CancellationToken cancellationToken);

    /// <summary>Sets a new password by the code that was sent, and ends all other sign-ins. Refusals: wrong_code, weak_password.</summary>
    [Alias("Reset")]
    Task<Outcome<SignedIn>> Reset(string email, string code, string password, string? address, CancellationToken cancellationToken);

    /// <summary>Accounts of this tenant, newest first; or the one with this address.</summary>
    /// <param name="email">Null: all.</param>
    /// <param name="after">A page's Next, or null.</param>
    /// <param name="limit">1–100.</param>
    [Alias("Accounts")]
    Task<AccountPage> Accounts(string? email, string? after, int limit, CancellationToken cancellationToken);
}
