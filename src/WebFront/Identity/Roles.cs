namespace QuizOrleans.WebFront.Identity;

/// <summary>The roles of tokens.</summary>
public static class Roles
{
    public const string Player = "player";
    public const string Host = "host";
    public const string Teacher = "teacher";
    public const string Student = "student";
    public const string Admin = "admin";
}
