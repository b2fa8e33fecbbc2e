using System.Collections.Immutable;

namespace QuizOrleans.Grains.Identity;

/// <summary>An account as its owner and administrators see it.</summary>
/// <param name="AccountId">The player id too: who had a guest's identity before keeps it.</param>
/// <param name="EmailProven">Whether a code sent there was given back.</param>
/// <param name="Roles">Those that the next token will carry.</param>
[GenerateSerializer, Immutable, Alias("quiz.AccountView")]
public sealed record AccountView(
    [property: Id(0)] string AccountId,
    [property: Id(1)] string Email,
    [property: Id(2)] bool EmailProven,
    [property: Id(3)] string Nickname,
    [property: Id(4)] ImmutableArray<string> Roles,
    [property: Id(5)] DateTimeOffset CreatedAt);

/// <summary>Accounts, newest first.</summary>
[GenerateSerializer, Immutable, Alias("quiz.AccountPage")]
public sealed record AccountPage([property: Id(0)] ImmutableArray<AccountView> Items, [property: Id(1)] string? Next);

/// <summary>Somebody is signed in: what his access token is to say, and the token that gets the next one.</summary>
/// <param name="RefreshToken">For one use; secret.</param>
/// <param name="RefreshEndsAt">The refresh token is good until then.</param>
/// <param name="Email">Null for guests.</param>
/// <param name="Session">Names this sign-in; no secret. What its access tokens say, so that they end with it.</param>
[GenerateSerializer, Immutable, Alias("quiz.SignedIn")]
public sealed record SignedIn(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] ImmutableArray<string> Roles,
    [property: Id(3)] string RefreshToken,
    [property: Id(4)] DateTimeOffset RefreshEndsAt,
    [property: Id(5)] string? Email,
    [property: Id(6)] string Session);

/// <param name="GuestToken">A guest's refresh token: the account keeps the guest's identity and all he has. Null for a new one.</param>
/// <param name="Address">From where, for the audit.</param>
[GenerateSerializer, Immutable, Alias("quiz.CreateAccount")]
public sealed record CreateAccount(
    [property: Id(0)] string? Email,
    [property: Id(1)] string? Password,
    [property: Id(2)] string? Nickname,
    [property: Id(3)] string? GuestToken,
    [property: Id(4)] string? Address)
{
    // The password must reach no log.
    public override string ToString() => nameof(CreateAccount);
}

/// <summary>An account to be, checked: the address in its one spelling and the password's hash.</summary>
[GenerateSerializer, Immutable, Alias("quiz.NewAccount")]
public sealed record NewAccount(
    [property: Id(0)] string Email,
    [property: Id(1)] string PasswordHash,
    [property: Id(2)] string Nickname,
    [property: Id(3)] string? Address)
{
    public override string ToString() => nameof(NewAccount);
}
