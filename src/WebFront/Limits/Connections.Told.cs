using QuizOrleans.Grains;
using QuizOrleans.Grains.Limits;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Limits;

/// <content>What is told of connections from elsewhere: a newer one took its place, its sign-in has ended.</content>
public sealed partial class Connections
{
    private readonly Outages _unasked = new(time);

    private Sessions Sessions => sessions;

    private Task SignOut(OpenConnection connection) => End(connection, "signed_out", "You have signed out, here or elsewhere; sign in again.");

    /// <summary>Asked once the connection is counted: whoever signs out from then on ends it, and whoever did before is seen here.</summary>
    private async Task LookAfterSession(OpenConnection connection)
    {
        try
        {
            await connection.Counted;
            if (!await sessions.GoesOn(connection.Caller, connection.Session, now: true)) await SignOut(connection);
        }
        catch (Exception e)
        {
            if (_unasked.IsNews(e)) LogNotAsked(logger, Outages.Unforeseen(e), connection.Id, e.GetType().Name);
        }
    }

    [LoggerMessage(3152, LogLevel.Warning, "Whether the sign-in of connection {ConnectionId} goes on could not be asked ({Cause}); it lasts until its token's end. Of an outage only the first is told in ten seconds.")]
    private static partial void LogNotAsked(ILogger logger, Exception? exception, string connectionId, string cause);

    /// <summary>Hears of one tenant's connections. Kept here, since engines keep observers weakly.</summary>
    private sealed class Ear(string tenant, Connections connections) : IConnectionObserver, ITenantBound
    {
        public string Tenant => tenant;

        public Task OnSuperseded(string connectionId) =>
            connections._open.TryGetValue(connectionId, out var connection) && connection.Caller.Tenant == tenant
                ? connections.End(connection, TooMany, $"You have opened more than {connections._limits.ConnectionsPerUser} connections; this was the oldest.")
                : Task.CompletedTask;

        public Task OnSignedOut(string connectionId, string? session)
        {
            if (!connections._open.TryGetValue(connectionId, out var connection) || connection.Caller.Tenant != tenant) return Task.CompletedTask;
            connections.Sessions.SignedOut(tenant, connection.Caller.Id);
            return session is null || connection.Session == session ? connections.SignOut(connection) : Task.CompletedTask;
        }
    }
}
