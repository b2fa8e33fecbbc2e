using Microsoft.Extensions.Options;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

/// <summary>Section "Accounts": who may have one, and how long sign-ins last.</summary>
public sealed class AccountOptions
{
    /// <summary>Whether anybody may create an account. Default yes.</summary>
    public bool AllowCreation { get; set; } = true;

    /// <summary>The tenants that have accounts and guests of their own; all others know only the tokens of their platform. Default: main.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>
    /// Addresses whose owners are administrators once they have proven them by a code; "tenant/address" for another tenant than main. Also ADMIN_EMAILS.
    /// </summary>
    public IList<string> AdminEmails { get; } = [];

    /// <summary>Rounds of PBKDF2-HMAC-SHA512. Default 210,000 (OWASP, 2023). A password with fewer is hashed anew when it is next used.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>An account's sign-in ends when it is not used for so long. Default 30 days.</summary>
    public TimeSpan SignInIdle { get; set; } = TimeSpan.FromDays(30);

    /// <summary>An account's sign-in ends after this, however often it is used. Default 180 days.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromDays(180);

    /// <summary>A guest who is away for so long is forgotten. Default 14 days.</summary>
    public TimeSpan GuestIdle { get; set; } = TimeSpan.FromDays(14);

    /// <summary>A guest is forgotten after this in any case. Default 90 days.</summary>
    public TimeSpan GuestLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Whether the tenant has accounts and guests of its own.</summary>
    public bool Serves(string tenant) => Tenants.Count == 0 ? tenant == TenantKey.DefaultTenant : Tenants.Contains(tenant);

    /// <summary>Whether the configuration makes the owner of this address an administrator of the tenant.</summary>
    public bool NamesAdmin(string tenant, string email) => AdminEmails.Any(text => Read(text) == (tenant, email));

    internal static (string Tenant, string? Email) Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (TenantKey.DefaultTenant, EmailAddress.Clean(text)) : (text[..slash].Trim(), EmailAddress.Clean(text[(slash + 1)..]));
    }
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var faults = new List<string>();
        Check(options.PasswordIterations is >= 10_000 and <= 10_000_000, "Accounts:PasswordIterations must be 10000 to 10000000.");
        Check(options.SignInIdle >= Hour && options.SignInLifetime >= options.SignInIdle, "Accounts:SignInIdle must be at least 1 h, and Accounts:SignInLifetime not less.");
        Check(options.GuestIdle >= Hour && options.GuestLifetime >= options.GuestIdle, "Accounts:GuestIdle must be at least 1 h, and Accounts:GuestLifetime not less.");
        Check(options.Tenants.All(TenantKey.IsPart), "Accounts:Tenants must name tenants: 1-64 of A-Z a-z 0-9 _ -.");
        Check(
            options.AdminEmails.All(text => AccountOptions.Read(text) is { Email: not null, Tenant: var tenant } && TenantKey.IsPart(tenant)),
            "ADMIN_EMAILS must be e-mail addresses, or tenant/address, separated by commas.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }
}
