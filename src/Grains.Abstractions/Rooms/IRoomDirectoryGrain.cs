namespace QuizOrleans.Grains.Rooms;

/// <summary>Finds free pins for new rooms. Stateless; key: <see cref="TenantKey"/> of the tenant and "rooms".</summary>
[Alias("quiz.IRoomDirectoryGrain")]
public interface IRoomDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Draws a pin that no room has and opens a room there. Refusals: as <see cref="IQuizRoomGrain.Open"/>.</summary>
    [Alias("OpenRoom")]
    Task<Outcome<RoomCreated>> OpenRoom(OpenRoom command, CancellationToken cancellationToken);
}
