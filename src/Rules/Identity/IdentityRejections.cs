namespace QuizOrleans.Rules.Identity;

/// <summary>Why an identity rule says no; codes in docs/protocol.md.</summary>
public static class IdentityRejections
{
    public static readonly Rejection InvalidEmail = new("invalid_email", "That is not an e-mail address.");
    public static readonly Rejection EmailTaken = new("email_taken", "There is an account with this e-mail address already.");
    public static readonly Rejection WrongCredentials = new("wrong_credentials", "E-mail address or password is wrong.");
    public static readonly Rejection WrongCode = new("wrong_code", "This code is wrong, used or out of date. Ask for a new one.");
    public static readonly Rejection SessionEnded = new("session_ended", "This sign-in has ended. Sign in again.");
    public static readonly Rejection UnknownRole = new("unknown_role", "Roles are player, host, teacher, student and admin.");

    public static Rejection WeakPassword(string reason) => new("weak_password", reason);
}
