using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Limits;

/// <summary>Counts a user's connections and open rooms.</summary>
public sealed partial class UserQuotaGrain(IOptions<RoomOptions> rooms, TimeProvider time, ILogger<UserQuotaGrain> logger) : Grain, IUserQuotaGrain
{
    /// <summary>A room that was counted may still be on its way to open.</summary>
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(30);

    private static readonly Receipt Counted = new(true, "ok", "", 0);

    private readonly List<(string Id, IConnectionObserver Front)> _connections = [];
    private readonly Dictionary<string, DateTimeOffset> _rooms = [];

    public Task Connected(string connectionId, IConnectionObserver front, int most)
    {
        _connections.Add((connectionId, front));
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        for (; _connections.Count > most; _connections.RemoveAt(0)) _ = Tell(_connections[0].Id, _connections[0].Front, (front, id) => front.OnSuperseded(id));
        return Task.CompletedTask;
    }

    public Task Disconnected(string connectionId)
    {
        _connections.RemoveAll(c => c.Id == connectionId);
        if (_connections.Count == 0) DelayDeactivation(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task SignedOut(string? session)
    {
        foreach (var (id, front) in _connections) _ = Tell(id, front, (ear, connection) => ear.OnSignedOut(connection, session));
        return Task.CompletedTask;
    }

    public async Task<Receipt> OpenRoom(string pin, CancellationToken cancellationToken)
    {
        if (_rooms.Count >= rooms.Value.PerHost) await ForgetClosed(cancellationToken);
        if (_rooms.Count >= rooms.Value.PerHost) return new Receipt(false, "too_many_rooms", $"You have {_rooms.Count} open rooms; end one first.", 0);
        _rooms[pin] = time.GetUtcNow();
        return Counted;
    }

    public Task RoomNotOpened(string pin)
    {
        _rooms.Remove(pin);
        return Task.CompletedTask;
    }

    private async Task Tell(string connectionId, IConnectionObserver front, Func<IConnectionObserver, string, Task> word)
    {
        try
        {
            await word(front, connectionId);
        }
        catch (Exception e)
        {
            // Its front is gone, and the connection with it.
            LogNotTold(logger, e, connectionId);
        }
    }

    private async Task ForgetClosed(CancellationToken cancellationToken)
    {
        var key = TenantKey.Parse(this.GetPrimaryKeyString());
        foreach (var (pin, since) in _rooms.ToArray())
        {
            if (since + Opening > time.GetUtcNow()) continue;
            var seen = await GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(key.Tenant, pin).ToString()).Watch(key.Id, cancellationToken);
            if (seen.Refusal?.Code == "room_not_found" || seen.Value?.Phase == "finished") _rooms.Remove(pin);
        }
    }

    [LoggerMessage(1411, LogLevel.Information, "Nobody could be told to end connection {ConnectionId}.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string connectionId);
}
