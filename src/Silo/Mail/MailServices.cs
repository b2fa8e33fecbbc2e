using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Identity;

namespace QuizOrleans.Silo.Mail;

internal static class MailServices
{
    /// <summary>A mail server when one is named; else the outbox where one is named, and in development; else none.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").Configure<IConfiguration>(Apply).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        return services.AddSingleton<IMailer>(provider =>
        {
            var mail = provider.GetRequiredService<IOptions<MailOptions>>();
            if (!string.IsNullOrEmpty(mail.Value.Host)) return new SmtpMailer(mail);
            var data = provider.GetRequiredService<IConfiguration>()["QUIZ_DATA_DIR"] ?? ".data";
            var outbox = mail.Value.Outbox ?? (environment.IsDevelopment() ? Path.Combine(data, "outbox") : null);
            return string.IsNullOrEmpty(outbox) ? new NoMailer() : new OutboxMailer(outbox, provider.GetRequiredService<TimeProvider>());
        });
    }

    private static void Apply(MailOptions mail, IConfiguration configuration)
    {
        if (configuration["SMTP_HOST"] is { Length: > 0 } host) mail.Host = host;
        if (configuration["SMTP_PORT"] is { Length: > 0 } port)
            mail.Port = int.TryParse(port, out var number) ? number : throw new OptionsValidationException("SMTP_PORT", typeof(MailOptions), [$"SMTP_PORT must be a whole number, not '{port}'."]);
        if (configuration["SMTP_USER"] is { Length: > 0 } user) mail.User = user;
        if (configuration["SMTP_PASSWORD"] is { Length: > 0 } password) mail.Password = password;
        if (configuration["SMTP_FROM"] is { Length: > 0 } from) mail.From = from;
    }
}
