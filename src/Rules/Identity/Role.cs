using System.Collections.Immutable;

namespace QuizOrleans.Rules.Identity;

/// <summary>What somebody may be, as tokens carry it.</summary>
public static class Role
{
    public const string Player = "player";
    public const string Host = "host";
    public const string Teacher = "teacher";
    public const string Student = "student";
    public const string Admin = "admin";

    public static readonly ImmutableArray<string> All = [Player, Host, Teacher, Student, Admin];

    /// <summary>What everybody is who signs in, guests too.</summary>
    public static readonly ImmutableArray<string> Everybody = [Player, Host];

    /// <summary>The roles in one order, each once; or that one of them is none.</summary>
    public static (ImmutableArray<string> Roles, Rejection? Rejection) Clean(IEnumerable<string?> roles)
    {
        var wanted = roles.ToHashSet(StringComparer.Ordinal);
        return wanted.All(role => All.Contains(role!)) ? ([.. All.Where(wanted.Contains)], null) : ([], IdentityRejections.UnknownRole);
    }
}
