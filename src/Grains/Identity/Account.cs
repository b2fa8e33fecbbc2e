using System.Collections.Immutable;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

/// <summary>An account as it is stored.</summary>
/// <param name="Email">In its one spelling (<see cref="EmailAddress"/>); unique in the tenant.</param>
/// <param name="Roles">As given; what the configuration adds (<see cref="AccountOptions.AdminEmails"/>) is not among them.</param>
/// <param name="Code">The last code that was sent, while it is good.</param>
/// <param name="Version">1 for a new one, one more for each change.</param>
public sealed record Account(
    TenantKey Key,
    string Email,
    bool EmailProven,
    string PasswordHash,
    string Nickname,
    ImmutableArray<string> Roles,
    OneTimeCode? Code,
    DateTimeOffset CreatedAt,
    int Version)
{
    // A hash must reach no log.
    public override string ToString() => $"account {Key}";
}
