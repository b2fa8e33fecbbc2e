using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Limits;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Limits;

/// <summary>The hub connections here: whose they are, what their users have left of their limits, and how one is ended with a word.</summary>
public sealed partial class Connections(
    IGrainFactory grains, Sessions sessions, AuditQueue audit, IOptions<LimitOptions> options, TimeProvider time, LimitMetrics metrics, ILogger<Connections> logger)
{
    private const string TooMany = "too_many_connections";

    /// <summary>Somebody who does not read is not waited for.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly Outages _outages = new(time);
    private readonly LimitOptions _limits = options.Value;
    private readonly ConcurrentDictionary<string, OpenConnection> _open = new();
    private readonly Dictionary<string, UserLimits> _users = [];
    private readonly ConcurrentDictionary<string, (Ear Ear, IConnectionObserver Reference)> _ears = new();

    public ICollection<OpenConnection> Open => _open.Values;

    /// <summary>Users whose limits are kept: those who are here, and those who left a moment ago.</summary>
    public int Users
    {
        get
        {
            lock (_users) return _users.Count;
        }
    }

    public OpenConnection Enter(HubCallerContext context, IHubClient voice)
    {
        var caller = Caller.Of(context.User);
        var connection = new OpenConnection(context, voice, caller, Join(caller.Key(caller.Id)), Join($"@{RateLimits.Address(context.GetHttpContext())}"), time.GetTimestamp());
        connection.Keep();
        _open[connection.Id] = connection;
        connection.Counted = Count(connection);
        _ = LookAfterSession(connection);
        return connection;
    }

    public async Task Leave(OpenConnection connection)
    {
        _open.TryRemove(connection.Id, out _);
        lock (_users)
        {
            connection.User.Connections--;
            connection.Address.Connections--;
            connection.User.LeftAt = connection.Address.LeftAt = time.GetTimestamp();
        }

        try
        {
            await connection.Counted;
            await Quota(connection.Caller).Disconnected(connection.Id);
        }
        catch (Exception e)
        {
            // The oldest goes first when there are too many: one that is gone already harms nobody.
            NotCounted(e, connection.Id);
        }
    }

    /// <summary>Tells the client why, and ends its connection. One that may come back at once (its time was up) is closed so that it does.</summary>
    public async Task End(OpenConnection connection, string code, string message, bool mayReturn = false)
    {
        if (!connection.TryEnd()) return;
        metrics.Closed(code);
        LogEnded(logger, connection.Id, connection.Caller.Id, code);
        if (code is RetryAfter.Code or TooMany) AuditClosed(connection, code);
        try
        {
            await connection.Voice.Problem(new ProblemMessage(code, message)).WaitAsync(LastWord, time);
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, connection.Id);
        }

        if (mayReturn) connection.Close();
        else connection.Context.Abort();
    }

    /// <summary>A connection went over a limit, and was ended for that.</summary>
    public void AuditClosed(OpenConnection connection, string code) => audit.Refuse(
        connection.Caller.Tenant, AuditActions.ConnectionClosed, connection.Caller.Id, null, code, CallerAddress.Of(connection.Context.GetHttpContext()));

    /// <summary>Forgets users who left and whose buckets are full again. Before that, whoever comes back finds them as he left them.</summary>
    public void ForgetRested()
    {
        var now = time.GetTimestamp();
        lock (_users)
        {
            foreach (var (key, user) in _users)
            {
                if (user.Connections == 0 && user.IsRested(now)) _users.Remove(key);
            }
        }
    }

    /// <summary>What a user has left, whether or not he has a connection.</summary>
    public UserLimits LimitsOf(Caller caller)
    {
        lock (_users) return Kept(caller.Key(caller.Id));
    }

    private UserLimits Join(string key)
    {
        lock (_users)
        {
            var user = Kept(key);
            user.Connections++;
            return user;
        }
    }

    private UserLimits Kept(string key)
    {
        if (!_users.TryGetValue(key, out var user)) _users.Add(key, user = new UserLimits(key, _limits, time));
        return user;
    }

    private async Task Count(OpenConnection connection)
    {
        try
        {
            Tenancy.Act(connection.Caller.Tenant);
            var (_, front) = _ears.GetOrAdd(connection.Caller.Tenant, static (tenant, my) => my.Listen(tenant), this);
            await Quota(connection.Caller).Connected(connection.Id, front, _limits.ConnectionsPerUser);
        }
        catch (Exception e)
        {
            NotCounted(e, connection.Id);
        }
    }

    private (Ear Ear, IConnectionObserver Reference) Listen(string tenant)
    {
        var ear = new Ear(tenant, this);
        return (ear, grains.CreateObjectReference<IConnectionObserver>(ear));
    }

    private IUserQuotaGrain Quota(Caller caller) => grains.GetGrain<IUserQuotaGrain>(caller.Key(caller.Id));

    [LoggerMessage(2401, LogLevel.Information, "Ended connection {ConnectionId} of {UserId}: {Code}.")]
    private static partial void LogEnded(ILogger logger, string connectionId, string userId, string code);

    [LoggerMessage(2402, LogLevel.Debug, "Connection {ConnectionId} did not hear why it ends.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string connectionId);

    private void NotCounted(Exception exception, string connectionId)
    {
        if (_outages.IsNews(exception)) LogNotCounted(logger, Outages.Unforeseen(exception), connectionId, exception.GetType().Name);
    }

    [LoggerMessage(2403, LogLevel.Warning, "Connection {ConnectionId} was not counted for the cluster ({Cause}). Of an outage only the first is told in ten seconds.")]
    private static partial void LogNotCounted(ILogger logger, Exception? exception, string connectionId, string cause);
}
