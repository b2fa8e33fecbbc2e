using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Identity;

namespace QuizOrleans.Silo.Mail;

/// <summary>Sends through a mail server, over STARTTLS. The framework's client: the feeds this builds on lack a better one.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> options) : IMailer
{
    public bool IsAvailable => true;

    public async Task Send(Grains.Identity.Mail mail, CancellationToken cancellationToken)
    {
        var server = options.Value;
        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Encrypted };
        if (server.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, server.Password);
        using var message = new MailMessage(server.From!, mail.To)
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
        };
        // The client's own time-out is for its synchronous half only.
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(server.Timeout);
        await client.SendMailAsync(message, late.Token);
    }
}
