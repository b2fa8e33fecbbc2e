using QuizOrleans.Rules;

namespace QuizOrleans.Grains.EventSourcing;

/// <summary>What became of a decision once everything it rests on is durable.</summary>
/// <param name="Rejection">Why nothing was recorded; null when it was (or there was nothing to record).</param>
/// <param name="Version">The stream's version after the decision's own events.</param>
public readonly record struct Recorded(Rejection? Rejection, long Version)
{
    public static readonly Rejection StorageUnavailable =
        new("storage_unavailable", "The database does not answer. Nothing you were told is lost; try again in a moment.");

    public Refusal? Refusal => Rejection is null ? null : new Refusal(Rejection.Code, Rejection.Message);

    public Receipt ToReceipt() => Rejection is null
        ? new Receipt(true, "ok", "", Version)
        : new Receipt(false, Rejection.Code, Rejection.Message, Version);
}
