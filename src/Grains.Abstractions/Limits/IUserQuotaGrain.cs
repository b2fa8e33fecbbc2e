namespace QuizOrleans.Grains.Limits;

/// <summary>How much of what is scarce one user holds, on all fronts together. In memory: after a crash it counts anew. Key: <see cref="TenantKey"/> of the user.</summary>
[Alias("quiz.IUserQuotaGrain")]
public interface IUserQuotaGrain : IGrainWithStringKey
{
    /// <summary>A connection was opened. When the user has more than <paramref name="most"/>, the fronts of the oldest are told to end them.</summary>
    [Alias("Connected")]
    Task Connected(string connectionId, IConnectionObserver front, int most);

    [Alias("Disconnected")]
    Task Disconnected(string connectionId);

    /// <summary>A sign-in has ended: the fronts of all the user's connections are told, and end those that are its.</summary>
    /// <param name="session">Null: all of them.</param>
    [Alias("SignedOut")]
    Task SignedOut(string? session);

    /// <summary>Counts a room that its host is about to open. Refusals: too_many_rooms.</summary>
    [Alias("OpenRoom")]
    Task<Receipt> OpenRoom(string pin, CancellationToken cancellationToken);

    /// <summary>The room was not opened after all.</summary>
    [Alias("RoomNotOpened")]
    Task RoomNotOpened(string pin);
}

/// <summary>A front's ear for the connections of one tenant.</summary>
[Alias("quiz.IConnectionObserver")]
public interface IConnectionObserver : IGrainObserver
{
    /// <summary>The user has opened newer ones; this one is told and ended.</summary>
    [Alias("OnSuperseded"), OneWay]
    Task OnSuperseded(string connectionId);

    /// <summary>Its user has signed out: the connection is told and ended if its token is of this sign-in.</summary>
    /// <param name="session">Null: of whichever.</param>
    [Alias("OnSignedOut"), OneWay]
    Task OnSignedOut(string connectionId, string? session);
}
