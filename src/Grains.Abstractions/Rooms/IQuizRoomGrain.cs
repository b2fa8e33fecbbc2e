using System.Collections.Immutable;

namespace QuizOrleans.Grains.Rooms;

/// <summary>
/// One live room. Key: <see cref="TenantKey"/> of the pin. Every command returns after its event is durable. A <see cref="Receipt"/>
/// or <see cref="Outcome{T}"/> that refuses changed nothing; codes are listed in docs/protocol.md. A storage fault that outlasts its
/// deadline refuses with storage_unavailable.
/// </summary>
[Alias("quiz.IQuizRoomGrain")]
public interface IQuizRoomGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens the room under this pin; it keeps the questions as they are now, whatever becomes of the quiz or the bank. Refusals: pin_taken,
    /// not_found or forbidden (the quiz), invalid_settings, too_few_questions.
    /// </summary>
    [Alias("Open")]
    Task<Outcome<RoomCreated>> Open(OpenRoom command, CancellationToken cancellationToken);

    /// <summary>Takes a seat, or returns to the one this player has. Refusals: room_not_found, room_locked, room_full, kicked, invalid_nickname, invalid_team, room_over.</summary>
    [Alias("Join")]
    Task<Outcome<RoomSnapshot>> Join(JoinRoom command, CancellationToken cancellationToken);

    /// <summary>The room as this viewer may see it: its host, a player, or a screen that knows the pin. Does not change the room.</summary>
    [Alias("Watch"), ReadOnly]
    Task<Outcome<RoomSnapshot>> Watch(string viewerId, CancellationToken cancellationToken);

    /// <summary>The same for a member (host or player) only, who counts as present from then on. Refusals: room_not_found, not_a_member.</summary>
    [Alias("Resync")]
    Task<Outcome<RoomSnapshot>> Resync(string memberId, CancellationToken cancellationToken);

    /// <summary>Answers the running question. Refusals: wrong_question, too_late, already_answered, invalid_answer, not_a_member, not_allowed_now.</summary>
    [Alias("SubmitAnswer")]
    Task<Receipt> SubmitAnswer(string playerId, int questionIndex, AnswerView answer, CancellationToken cancellationToken);

    [Alias("Rename")]
    Task<Receipt> Rename(string playerId, string nickname, CancellationToken cancellationToken);

    [Alias("Leave")]
    Task<Receipt> Leave(string playerId, CancellationToken cancellationToken);

    /// <summary>Host: lobby → countdown. While questions are written it is remembered, and done when they are there. Refusals: not_host, not_allowed_now, no_players.</summary>
    [Alias("Start")]
    Task<Receipt> Start(string hostId, CancellationToken cancellationToken);

    /// <summary>Host: closes the running question, or goes from the reveal to the next question or the end.</summary>
    [Alias("Next")]
    Task<Receipt> Next(string hostId, CancellationToken cancellationToken);

    [Alias("Pause")]
    Task<Receipt> Pause(string hostId, CancellationToken cancellationToken);

    [Alias("Resume")]
    Task<Receipt> Resume(string hostId, CancellationToken cancellationToken);

    /// <summary>Host: no new players while locked; those inside may come back.</summary>
    [Alias("Lock")]
    Task<Receipt> Lock(string hostId, bool locked, CancellationToken cancellationToken);

    /// <summary>Host: removes a player for good.</summary>
    [Alias("Kick")]
    Task<Receipt> Kick(string hostId, string playerId, CancellationToken cancellationToken);

    /// <summary>Host: a player's extra time, 1 to 3; counts from the next question.</summary>
    [Alias("SetTimeFactor")]
    Task<Receipt> SetTimeFactor(string hostId, string playerId, double factor, CancellationToken cancellationToken);

    /// <summary>Host: ends the game now with the table as it stands.</summary>
    [Alias("End")]
    Task<Receipt> End(string hostId, CancellationToken cancellationToken);

    /// <summary>Whoever shows the host key becomes the host. Refusals: wrong_key.</summary>
    [Alias("TakeOver")]
    Task<Outcome<RoomSnapshot>> TakeOver(string newHostId, string hostKey, CancellationToken cancellationToken);

    /// <summary>
    /// How many of a room's questions have been written. Told to its listeners and not kept: a room that does not wait for questions, or has heard of more,
    /// takes no notice.
    /// </summary>
    [Alias("GenerationAdvanced")]
    Task GenerationAdvanced(int done, int of);

    /// <summary>
    /// Gives a room the questions it waits for. The first to do so counts; where none of the questions is sound, the room takes what stands in.
    /// Refusals: room_not_found, not_allowed_now (it has its questions), room_over.
    /// </summary>
    [Alias("Furnish")]
    Task<Receipt> Furnish(FurnishRoom command, CancellationToken cancellationToken);

    /// <summary>Opens a duel under this id. Refusals: pin_taken, no_questions, storage_unavailable.</summary>
    [Alias("OpenDuel")]
    Task<Outcome<DuelOpened>> OpenDuel(OpenDuel command, CancellationToken cancellationToken);

    /// <summary>How far a duel's players have come. Wakes a duel that nobody calls.</summary>
    [Alias("Seating")]
    Task<DuelSeating> Seating(CancellationToken cancellationToken);

    /// <summary>
    /// After the end: the player wants to play the same opponent again; both have to, within <c>Duels:RematchTime</c>.
    /// Refusals: not_a_member, not_allowed_now, in_duel, rematch_declined (also of whoever has blocked the player).
    /// </summary>
    [Alias("Rematch")]
    Task<Outcome<RematchState>> Rematch(string playerId, CancellationToken cancellationToken);

    /// <summary>The player does not: takes his own wish back, or declines the other's. Refusals: not_a_member, not_allowed_now, match_found (there is a new duel already).</summary>
    [Alias("DeclineRematch")]
    Task<Receipt> DeclineRematch(string playerId);

    /// <summary>The whole table, for export; the host at any time, everybody who played once the room is over.</summary>
    [Alias("Results"), ReadOnly]
    Task<Outcome<RoomResults>> Results(string viewerId, CancellationToken cancellationToken);

    /// <summary>
    /// Subscribes a front's observer for <see cref="RoomLimits.SubscriptionLease"/>; fronts renew every 5 s, which also wakes a room whose
    /// silo died. Null when there is no such room. When <see cref="Subscription.Epoch"/> changes, the room was activated anew and the
    /// front reports whom it holds with <see cref="ReportPresence"/>.
    /// </summary>
    [Alias("Subscribe"), AlwaysInterleave]
    Task<Subscription?> Subscribe(string frontId, IRoomObserver observer);

    [Alias("Unsubscribe"), AlwaysInterleave]
    Task Unsubscribe(string frontId);

    /// <summary>Tells which members have at least one live connection on this front (arrived) and which have none any more (gone).</summary>
    [Alias("ReportPresence")]
    Task ReportPresence(string frontId, ImmutableArray<string> arrived, ImmutableArray<string> gone);
}

/// <param name="Epoch">Another one for each activation, and after a front was given up: the room does not know whom it holds.</param>
/// <param name="Version">The version last published; a front that knows an older one tells its clients to resync.</param>
[GenerateSerializer, Immutable, Alias("quiz.Subscription")]
public sealed record Subscription([property: Id(0)] string Epoch, [property: Id(1)] long Version);

/// <summary>Fixed figures of the room protocol.</summary>
public static class RoomLimits
{
    /// <summary>How long a subscription lasts without renewal.</summary>
    public static readonly TimeSpan SubscriptionLease = TimeSpan.FromSeconds(15);

    /// <summary>A front that lets its lease run out has so much longer to come back before those it held count as gone: a process may have been frozen.</summary>
    public static readonly TimeSpan FrontGrace = TimeSpan.FromSeconds(10);

    /// <summary>In a room of more players than this, names go to the host and screens only; players see a number.</summary>
    public const int LargeRoom = 100;

    /// <summary>How many players a snapshot for a player lists.</summary>
    public const int ListedPlayers = 50;

    /// <summary>The same in a large room, where every joiner is sent one.</summary>
    public const int ListedPlayersOfMany = 10;

    /// <summary>Fronts listen to a room so long after its end, and after each wish for a rematch, and then no more.</summary>
    public static readonly TimeSpan ListenAfterEnd = TimeSpan.FromSeconds(90);

    /// <summary>A room leaves memory so long after its end; whoever asks later has it read again.</summary>
    public static readonly TimeSpan KeepAfterEnd = TimeSpan.FromMinutes(2);

    /// <summary>How many rows of the final table everybody is sent.</summary>
    public const int ListedStandings = 100;
}
