using System.Globalization;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>The variables that platforms and people expect, put where configuration has them.</summary>
public static class UsualVariables
{
    private const int DefaultPort = 8080;

    public static WebApplicationBuilder UseUsualVariables(this WebApplicationBuilder builder)
    {
        var settings = new Dictionary<string, string?>();
        if (builder.Configuration["JWT_SECRET"] is { Length: > 0 } secret) settings["Jwt:Secret"] = secret;
        if (builder.Configuration["JWT_SECRET_PREVIOUS"] is { Length: > 0 } previous) settings["Jwt:PreviousSecret"] = previous;
        if (builder.Configuration["ALLOWED_ORIGINS"] is { Length: > 0 } origins)
        {
            foreach (var (origin, index) in origins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((o, i) => (o, i)))
                settings[$"Web:AllowedOrigins:{index}"] = origin;
        }

        builder.Configuration.AddInMemoryCollection(settings);
        if (string.IsNullOrEmpty(builder.Configuration["URLS"])) builder.WebHost.UseUrls($"http://0.0.0.0:{Port(builder.Configuration["PORT"])}");
        return builder;
    }

    private static int Port(string? text) =>
        string.IsNullOrEmpty(text) ? DefaultPort
        : int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
        : throw new InvalidOperationException($"PORT must be 1 to 65535, not '{text}'.");
}
