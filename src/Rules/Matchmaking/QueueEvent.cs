using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>Something that happened in a queue; its journal keeps these.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(TicketTaken), "ticket")]
[JsonDerivedType(typeof(TicketWithdrawn), "withdrawn")]
[JsonDerivedType(typeof(PresenceChanged), "presence")]
[JsonDerivedType(typeof(HelpOffered), "offered")]
[JsonDerivedType(typeof(Paired), "paired")]
[JsonDerivedType(typeof(MatchSeated), "seated")]
[JsonDerivedType(typeof(MatchFailed), "failed")]
[JsonDerivedType(typeof(Recovered), "recovered")]
public abstract record QueueEvent([property: JsonPropertyName("at")] DateTimeOffset At)
{
    public sealed record TicketTaken(DateTimeOffset At, Ticket Ticket) : QueueEvent(At);

    public sealed record TicketWithdrawn(DateTimeOffset At, string PlayerId, WithdrawReason Reason) : QueueEvent(At);

    public sealed record PresenceChanged(DateTimeOffset At, ImmutableArray<string> Arrived, ImmutableArray<string> Gone) : QueueEvent(At);

    public sealed record HelpOffered(DateTimeOffset At, ImmutableArray<string> Players) : QueueEvent(At);

    public sealed record Paired(DateTimeOffset At, Pairing Pairing) : QueueEvent(At);

    public sealed record MatchSeated(DateTimeOffset At, Pairing Pairing) : QueueEvent(At);

    public sealed record MatchFailed(DateTimeOffset At, Pairing Pairing, ImmutableArray<string> Came) : QueueEvent(At);

    /// <summary>The queue's process had ended: nobody is connected until he says so again, and the outage is nobody's absence.</summary>
    public sealed record Recovered(DateTimeOffset At) : QueueEvent(At);
}

[JsonConverter(typeof(JsonStringEnumConverter<WithdrawReason>))]
public enum WithdrawReason
{
    /// <summary>By the player.</summary>
    Cancelled = 0,

    /// <summary>Waited too long.</summary>
    Expired = 1,

    /// <summary>No connection for too long.</summary>
    Vanished = 2,

    /// <summary>Plays a recorded game or a bot.</summary>
    Settled = 3,

    /// <summary>Goes on in another queue.</summary>
    Moved = 4,
}
