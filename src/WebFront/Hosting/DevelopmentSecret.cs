using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>Without JWT_SECRET, development makes one and keeps it, so that tokens outlive a restart. Production refuses to start (the validator).</summary>
public sealed class DevelopmentSecret(IHostEnvironment environment, IConfiguration configuration) : IPostConfigureOptions<JwtOptions>
{
    public void PostConfigure(string? name, JwtOptions options)
    {
        if (options.Secret.Length > 0 || !environment.IsDevelopment()) return;
        var directory = Directory.CreateDirectory(configuration["QUIZ_DATA_DIR"] ?? ".data");
        var file = Path.Combine(directory.FullName, "jwt-secret");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        options.Secret = File.ReadAllText(file).Trim();
    }
}
