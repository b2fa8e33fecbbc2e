using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>
/// Whose word counts for the client's address and scheme (X-Forwarded-For, X-Forwarded-Proto): the proxies of TRUSTED_PROXIES and nobody else's. Anybody
/// can write these headers; believed from anybody, they would undo every limit by address and the demand for HTTPS.
/// </summary>
public sealed class TrustedProxies(IOptions<WebOptions> web) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    /// <summary>Stands for the networks that are routed nowhere: of a platform whose proxies' addresses nobody knows, but whose processes only they reach.</summary>
    public const string Private = "private";

    private static readonly string[] PrivateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "127.0.0.0/8", "::1/128"];

    /// <summary>Runs after the framework's own settings, which with ASPNETCORE_FORWARDEDHEADERS_ENABLED believe everybody.</summary>
    public void PostConfigure(string? name, ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var networks = web.Value.TrustedProxies.SelectMany(Networks).ToList();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        options.ForwardedHeaders = networks.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        // As many as there are, as long as each is a known one.
        options.ForwardLimit = null;
    }

    /// <summary>None when the text is neither an address nor a network.</summary>
    public static IEnumerable<System.Net.IPNetwork> Networks(string text) =>
        text.Equals(Private, StringComparison.OrdinalIgnoreCase) ? PrivateNetworks.Select(n => System.Net.IPNetwork.Parse(n))
        : IPAddress.TryParse(text, out var address) ? [new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)]
        : System.Net.IPNetwork.TryParse(text, out var network) ? [network]
        : [];
}
