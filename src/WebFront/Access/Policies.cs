using Microsoft.AspNetCore.Authorization;

namespace QuizOrleans.WebFront.Access;

/// <summary>The roles of tokens.</summary>
public static class Roles
{
    public const string Player = "player";
    public const string Host = "host";
    public const string Teacher = "teacher";
    public const string Student = "student";
    public const string Admin = "admin";
}

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
