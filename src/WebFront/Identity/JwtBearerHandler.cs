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
    JwtTokens tokens, Sessions sessions, AuditQueue audit, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";
    private const string Prefix = Scheme + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
            : Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) ? Request.Query["access_token"].ToString()
            : "";
        if (token.Length == 0) return AuthenticateResult.NoResult();
        if (tokens.Read(token, out var reason) is not { } identity) return AuthenticateResult.Fail(reason);
        var user = new ClaimsPrincipal(identity);
        return await sessions.GoesOn(Caller.Of(user), Sessions.Of(user)) ? AuthenticateResult.Success(new AuthenticationTicket(user, Scheme)) : AuthenticateResult.Fail("signed out");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "A valid token is needed.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = Caller.Of(Context.User);
        audit.Refuse(caller.Tenant, AuditActions.RoleRefused, caller.Id, $"{Request.Method} {Request.Path}", "forbidden", CallerAddress.Of(Context));
        return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this.").ExecuteAsync(Context);
    }
}
