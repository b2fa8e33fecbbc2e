using Microsoft.AspNetCore.Authorization;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Access;

/// <summary>Who may do what. Without a word an address is for whoever is signed in; what is open to everybody says so.</summary>
public static class Policies
{
    /// <summary>Opens rooms and writes quizzes: host, teacher, admin.</summary>
    public const string Host = "host";

    /// <summary>Looks after the tenant: admin.</summary>
    public const string Admin = "admin";

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = options.DefaultPolicy;
        options.AddPolicy(Host, policy => policy.RequireRole(Roles.Host, Roles.Teacher, Roles.Admin));
        options.AddPolicy(Admin, policy => policy.RequireRole(Roles.Admin));
    }
}
