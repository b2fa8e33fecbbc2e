using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

/// <summary>The mails that carry a code, in the languages of the page.</summary>
internal static class MailTexts
{
    public static Mail Code(string to, string language, CodePurpose purpose, string code)
    {
        var shown = OneTimeCode.Shown(code);
        var minutes = (int)OneTimeCode.Lifetime.TotalMinutes;
        var (subject, text) = (language, purpose) switch
        {
            ("de", CodePurpose.ResetPassword) => ("Dein Code für ein neues Passwort", $"Mit diesem Code setzt du ein neues Passwort:\n\n    {shown}\n\nEr gilt {minutes} Minuten und nur einmal. Hast du ihn nicht verlangt, so tu nichts: Dein Passwort bleibt, wie es ist.\n"),
            ("de", _) => ("Dein Code zur Bestätigung der Adresse", $"Mit diesem Code bestätigst du deine E-Mail-Adresse:\n\n    {shown}\n\nEr gilt {minutes} Minuten und nur einmal.\n"),
            ("ar", CodePurpose.ResetPassword) => ("رمز تعيين كلمة مرور جديدة", $"عيّن كلمة مرور جديدة بهذا الرمز:\n\n    {shown}\n\nيصلح لمدة {minutes} دقيقة ولمرة واحدة. إن لم تطلبه فلا تفعل شيئًا: تبقى كلمة مرورك كما هي.\n"),
            ("ar", _) => ("رمز تأكيد بريدك", $"أكّد عنوان بريدك بهذا الرمز:\n\n    {shown}\n\nيصلح لمدة {minutes} دقيقة ولمرة واحدة.\n"),
            (_, CodePurpose.ResetPassword) => ("Your code for a new password", $"Set a new password with this code:\n\n    {shown}\n\nIt is good for {minutes} minutes and for one use. If you did not ask for it, do nothing: your password stays as it is.\n"),
            _ => ("Your code to confirm your address", $"Confirm your e-mail address with this code:\n\n    {shown}\n\nIt is good for {minutes} minutes and for one use.\n"),
        };
        return new Mail(to, $"QuizOrleans: {subject}", text);
    }
}
