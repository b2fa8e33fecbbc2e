using QuizOrleans.Rules;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

internal static class IdentityRefusals
{
    public static readonly Refusal AccountsClosed = new("accounts_closed", "Accounts cannot be created here.");
    public static readonly Refusal CodeSent = new("code_sent", "A code was sent a moment ago. Look into your mailbox, or wait a minute.");
    public static readonly Refusal EmailTaken = Of(IdentityRejections.EmailTaken);
    public static readonly Refusal Forbidden = new("forbidden", "Nobody can give up his own administration: another administrator does that.");
    public static readonly Refusal MailUnavailable = new("mail_unavailable", "This server has no way to send mail.");
    public static readonly Refusal NoGuest = new("forbidden", "Only a guest's name goes with his tokens.");
    public static readonly Refusal NotFound = new("not_found", "There is no such account.");
    public static readonly Refusal SessionEnded = Of(IdentityRejections.SessionEnded);
    public static readonly Refusal WrongCode = Of(IdentityRejections.WrongCode);
    public static readonly Refusal WrongCredentials = Of(IdentityRejections.WrongCredentials);

    public static Refusal Of(Rejection rejection) => new(rejection.Code, rejection.Message);

    public static Receipt Receipt(this Refusal refusal) => new(false, refusal.Code, refusal.Message, 0);
}
