using Microsoft.Extensions.Options;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>Section "Web".</summary>
public sealed class WebOptions
{
    /// <summary>Origins of other sites whose pages may use REST and hubs, such as https://quiz.example.org. Default: none but our own.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Addresses and networks (10.0.0.0/8) of the proxies that are believed; "private" for all private ones. Default none; also TRUSTED_PROXIES.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Serve nothing in the clear, but to this machine. Default: in production; also REQUIRE_HTTPS.</summary>
    public bool RequireHttps { get; set; }

    /// <summary>A hub message may have so many bytes. Default 50 KB.</summary>
    public int MaxMessageBytes { get; set; } = 50 * 1024;

    /// <summary>The server pings each connection this often. Default 15 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection that is silent for so long is dropped. Default 30 s.</summary>
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection whose client takes nothing for so long is dropped. Default 5 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>So many bytes wait for one connection's client before writers wait for it, and as many for the server. Default 64 KB.</summary>
    public int ConnectionBuffer { get; set; } = 64 * 1024;

    /// <summary>A connection that has not taken so many messages is cut off. Default 256.</summary>
    public int MaxUnsentMessages { get; set; } = 256;

    /// <summary>A connection whose token has ended is closed so long after it was told. Default 10 s.</summary>
    public TimeSpan TokenGrace { get; set; } = TimeSpan.FromSeconds(10);
}

public sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options) => options switch
    {
        { MaxMessageBytes: < 1024 } => ValidateOptionsResult.Fail("Web:MaxMessageBytes must be at least 1024."),
        { MaxUnsentMessages: < 16 } => ValidateOptionsResult.Fail("Web:MaxUnsentMessages must be at least 16."),
        _ when options.KeepAlive <= TimeSpan.Zero || options.ClientTimeout < options.KeepAlive =>
            ValidateOptionsResult.Fail("Web:KeepAlive must be positive, and Web:ClientTimeout not less."),
        _ when options.SendTimeout < TimeSpan.FromMilliseconds(100) || options.SendTimeout > TimeSpan.FromMinutes(2) =>
            ValidateOptionsResult.Fail("Web:SendTimeout must be 100 ms to 2 min."),
        { ConnectionBuffer: < 4096 or > 16 * 1024 * 1024 } => ValidateOptionsResult.Fail("Web:ConnectionBuffer must be 4096 to 16777216."),
        _ when options.TrustedProxies.FirstOrDefault(p => !Hosting.TrustedProxies.Networks(p).Any()) is { } bad =>
            ValidateOptionsResult.Fail($"TRUSTED_PROXIES: '{bad}' is neither an address, nor a network such as 10.0.0.0/8, nor 'private'."),
        { TokenGrace: var grace } when grace < TimeSpan.FromSeconds(1) || grace > TimeSpan.FromMinutes(5) => ValidateOptionsResult.Fail("Web:TokenGrace must be 1 s to 5 min."),
        _ when options.AllowedOrigins.FirstOrDefault(o => !IsOrigin(o)) is { } bad =>
            ValidateOptionsResult.Fail($"ALLOWED_ORIGINS: '{bad}' is not an origin such as https://quiz.example.org."),
        _ => ValidateOptionsResult.Success,
    };

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/');
}
