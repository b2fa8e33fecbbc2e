using QuizOrleans.Grains.Identity;

namespace QuizOrleans.Silo.Mail;

/// <summary>No mail server is known: who asks for a code is told so.</summary>
internal sealed class NoMailer : IMailer
{
    public bool IsAvailable => false;

    public Task Send(Grains.Identity.Mail mail, CancellationToken cancellationToken) => throw new InvalidOperationException("SMTP_HOST is not set.");
}
