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
        var folder = configuration["QUIZ_DATA_DIR"] ?? ".data";
        try
        {
            options.Secret = KeptIn(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException("QUIZ_DATA_DIR", typeof(JwtOptions), [$"QUIZ_DATA_DIR: nothing can be kept in '{folder}' ({e.Message})"]);
        }
    }

    private static string KeptIn(string folder)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "jwt-secret");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return File.ReadAllText(file).Trim();
    }
}
