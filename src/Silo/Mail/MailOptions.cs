using Microsoft.Extensions.Options;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Silo.Mail;

/// <summary>Section "Mail": how codes reach people.</summary>
public sealed class MailOptions
{
    /// <summary>A mail server's name; without one no mail is sent. Also SMTP_HOST.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587. Also SMTP_PORT.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Also SMTP_USER.</summary>
    public string? User { get; set; }

    /// <summary>Also SMTP_PASSWORD.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection must be encrypted (STARTTLS). Default yes; a server that offers none is refused.</summary>
    public bool Encrypted { get; set; } = true;

    /// <summary>The sender's address. Also SMTP_FROM.</summary>
    public string? From { get; set; }

    /// <summary>A server that takes longer is given up. Default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A folder to which mails are written instead of being sent: for development, and tests. Default in development: outbox in the data folder.</summary>
    public string? Outbox { get; set; }
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) => options switch
    {
        { Host: null or "", Outbox: { Length: > 0 } outbox } when !OutboxMailer.CanBe(outbox) => ValidateOptionsResult.Fail($"Mail:Outbox: the folder {outbox} is not there and cannot be made."),
        { Host: null or "" } => ValidateOptionsResult.Success,
        { From: var from } when EmailAddress.Clean(from) is null => ValidateOptionsResult.Fail("SMTP_FROM must be an e-mail address when SMTP_HOST is set."),
        { Port: < 1 or > 65535 } => ValidateOptionsResult.Fail("SMTP_PORT must be 1 to 65535."),
        { Timeout: var timeout } when timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromMinutes(2) => ValidateOptionsResult.Fail("Mail:Timeout must be 1 s to 2 min."),
        _ => ValidateOptionsResult.Success,
    };
}
