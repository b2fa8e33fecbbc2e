using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Audit;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Identity;

/// <summary>Reads the token from the Authorization header, or for hubs (browsers cannot set headers on a WebSocket) from the query.</summary>
public sealed class JwtBearerHandler(
    JwtTokens tokens, AuditQueue audit, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";
    private const string Prefix = Scheme + " ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
            : Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) ? Request.Query["access_token"].ToString()
            : "";
        if (token.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(tokens.Read(token, out var reason) is { } identity
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme))
            : AuthenticateResult.Fail(reason));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "A valid token is needed.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = Caller.Of(Context.User);
        audit.Add(caller.Tenant, AuditActions.RoleRefused, caller.Id, $"{Request.Method} {Request.Path}", "forbidden", CallerAddress.Of(Context));
        return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this.").ExecuteAsync(Context);
    }
}
