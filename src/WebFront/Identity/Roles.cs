namespace QuizOrleans.WebFront.Identity;

/// <summary>Roles that addresses ask for, and the policies by which they do.</summary>
public static class Roles
{
    public const string Admin = "admin";
}
