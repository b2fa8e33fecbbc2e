using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Silo.Mail;

namespace QuizOrleans.Silo;

internal static class IdentityServices
{
    /// <summary>Accounts and sign-ins, the audit, and the forgetting of both.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<AccountOptions>().BindConfiguration("Accounts").Configure(accounts =>
        {
            foreach (var email in (configuration["ADMIN_EMAILS"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) accounts.AdminEmails.Add(email);
        }).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<Forgetting>();
        return services.AddMail(environment);
    }
}
