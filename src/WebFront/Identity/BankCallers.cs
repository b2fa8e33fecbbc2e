using System.Security.Claims;
using QuizOrleans.Grains.Bank;

namespace QuizOrleans.WebFront.Identity;

/// <summary>What a token's roles mean for the question bank, in one place.</summary>
public static class BankCallers
{
    // Not "host": every guest is one. Whoever has an account of a school, or runs the deployment, writes what all its games play.
    private static readonly string[] Editors = [Roles.Teacher, Roles.Admin];

    public static BankCaller Of(ClaimsPrincipal user) => new(Caller.Of(user).Id, Editors.Any(user.IsInRole));
}
