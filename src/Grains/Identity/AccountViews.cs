using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

internal static class AccountViews
{
    public static AccountView Of(Account account, AccountOptions options)
    {
        // An address that is only claimed makes nobody an administrator.
        var roles = account.EmailProven && options.NamesAdmin(account.Key.Tenant, account.Email) ? account.Roles.Append(Role.Admin) : account.Roles;
        return new AccountView(account.Key.Id, account.Email, account.EmailProven, account.Nickname, Role.Clean(roles).Roles, account.CreatedAt);
    }
}
