using System.Collections.Immutable;

namespace QuizOrleans.Grains.Rooms;

/// <summary>A web front's ear: one for each front and room, however many players it holds.</summary>
[Alias("quiz.IRoomObserver")]
public interface IRoomObserver : IGrainObserver
{
    /// <summary>What became durable together, in order: one message a front, which fans out to its own sockets.</summary>
    [Alias("OnUpdates"), OneWay]
    Task OnUpdates(ImmutableArray<RoomUpdate> updates);
}

/// <summary>
/// What happened in a room. Nothing that listeners are told lies between <paramref name="Since"/> and <paramref name="Version"/> but this
/// notice: a front that knows an older version than <paramref name="Since"/> has missed something. A count changes nothing, so there both
/// are equal.
/// </summary>
/// <param name="MembersOnly">Told to nobody whom the room has not confirmed as a member: whoever sees the first of two turns could not play the second.</param>
[GenerateSerializer, Immutable, Alias("quiz.RoomUpdate")]
public sealed record RoomUpdate(
    [property: Id(0)] string Pin,
    [property: Id(1)] long Since,
    [property: Id(2)] long Version,
    [property: Id(3)] RoomNotice Notice,
    [property: Id(4)] bool MembersOnly = false);
