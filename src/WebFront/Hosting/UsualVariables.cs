using System.Globalization;
using Microsoft.Extensions.Options;

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
        if (builder.Configuration["ALLOWED_ORIGINS"] is { Length: > 0 } origins) List(settings, "Web:AllowedOrigins", origins);
        if (builder.Configuration["TRUSTED_PROXIES"] is { Length: > 0 } proxies) List(settings, "Web:TrustedProxies", proxies);
        settings["Web:RequireHttps"] = builder.Configuration["REQUIRE_HTTPS"] switch
        {
            null or "" => builder.Configuration["Web:RequireHttps"] ?? $"{builder.Environment.IsProduction()}",
            var text when bool.TryParse(text, out var required) => $"{required}",
            var text => throw Bad("REQUIRE_HTTPS", $"must be true or false, not '{text}'."),
        };

        builder.Configuration.AddInMemoryCollection(settings);
        if (string.IsNullOrEmpty(builder.Configuration["URLS"])) builder.WebHost.UseUrls($"http://0.0.0.0:{Port(builder.Configuration["PORT"])}");
        return builder;
    }

    private static void List(Dictionary<string, string?> settings, string option, string commaSeparated)
    {
        foreach (var (item, index) in commaSeparated.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((o, i) => (o, i)))
            settings[$"{option}:{index}"] = item;
    }

    private static int Port(string? text) =>
        string.IsNullOrEmpty(text) ? DefaultPort
        : int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
        : throw Bad("PORT", $"must be 1 to 65535, not '{text}'.");

    private static OptionsValidationException Bad(string variable, string fault) => new(variable, typeof(WebOptions), [$"{variable} {fault}"]);
}
