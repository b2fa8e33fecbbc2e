using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// A hub connection's token and its end. A connection that shows its next token in time goes on as it is; one that does not is told so, answers nothing else
/// from then on, and a moment later is closed.
/// </summary>
internal sealed class ConnectionToken : IDisposable
{
    private static readonly ProblemMessage Told = new("token_expired", "The token has ended: call RenewToken with the next one now, or this connection is closed.");

    private readonly HubCallerContext _context;
    private readonly IClientProxy _client;
    private readonly JwtTokens _tokens;
    private readonly Sessions _sessions;
    private readonly TimeSpan _grace;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private DateTimeOffset _endsAt;
    private bool _told;

    public ConnectionToken(HubCallerContext context, IClientProxy client, JwtTokens tokens, Sessions sessions, TimeSpan grace, TimeProvider time)
    {
        (_context, _client, _tokens, _sessions, _grace, _time) = (context, client, tokens, sessions, grace, time);
        _endsAt = EndOf(context.User!.Identities.First());
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    public bool HasEnded => _time.GetUtcNow() >= _endsAt;

    public static ConnectionToken Of(HubCallerContext context) => OpenConnection.Of(context)!.Token;

    /// <exception cref="HubException">unauthenticated; forbidden: somebody else's token.</exception>
    public async Task Renew(string? accessToken)
    {
        if (_tokens.Read(accessToken ?? "", out _) is not { } next) throw new HubException("unauthenticated: A valid token is needed.");
        var user = Caller.Of(_context.User);
        var principal = new ClaimsPrincipal(next);
        var renewed = Caller.Of(principal);
        if ((renewed.Id, renewed.Tenant) != (user.Id, user.Tenant)) throw new HubException("forbidden: That is somebody else's token.");
        var session = Sessions.Of(principal);
        if (!await _sessions.GoesOn(renewed, session, now: true)) throw new HubException("unauthenticated: A valid token is needed.");
        lock (_lock)
        {
            Take(next);
            OpenConnection.Of(_context)!.Renew(renewed, session);
            _endsAt = EndOf(next);
            _told = false;
        }

        Arm();
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Roles and name as the next token has them. SignalR keeps the principal that it got, so it is this that changes; calls of a connection come one by one.</summary>
    private void Take(ClaimsIdentity next)
    {
        var identity = _context.User!.Identities.First();
        foreach (var claim in identity.Claims.ToList()) identity.RemoveClaim(claim);
        foreach (var claim in next.Claims) identity.AddClaim(claim.Clone());
    }

    private void Arm()
    {
        var due = (_told ? _endsAt + _grace : _endsAt) - _time.GetUtcNow();
        // Timers count no further than 49 days; one that fires early is set again.
        _timer.Change(due < TimeSpan.Zero ? TimeSpan.Zero : due < TimeSpan.FromDays(1) ? due : TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            if (!HasEnded)
            {
                Arm();
                return;
            }

            if (_told && _time.GetUtcNow() >= _endsAt + _grace)
            {
                _context.Abort();
                return;
            }

            if (!_told) _ = _client.SendAsync("Problem", Told);
            _told = true;
            Arm();
        }
    }

    private static DateTimeOffset EndOf(ClaimsIdentity identity) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(identity.FindFirst(JwtTokens.EndsClaim)!.Value, CultureInfo.InvariantCulture));
}
