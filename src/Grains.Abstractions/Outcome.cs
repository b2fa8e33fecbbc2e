namespace QuizOrleans.Grains;

/// <summary>A rule said no: a stable code (docs/protocol.md) and one sentence for a person.</summary>
/// <param name="RetryAfterMs">When the same may be granted, where that is known.</param>
[GenerateSerializer, Immutable, Alias("quiz.Refusal")]
public sealed record Refusal([property: Id(0)] string Code, [property: Id(1)] string Message, [property: Id(2)] int? RetryAfterMs = null);

/// <summary>Either a value or a refusal, never both. Refusals are expected and therefore not exceptions.</summary>
[GenerateSerializer, Immutable, Alias("quiz.Outcome`1")]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>What a command left behind: accepted, and then durable as of <paramref name="Version"/>; or refused with a code.</summary>
/// <param name="Accepted">Whether the command took effect.</param>
/// <param name="Code">"ok", or the refusal's stable code.</param>
/// <param name="Message">Empty, or the refusal's sentence.</param>
/// <param name="Version">The stream's version: of the command's own event when accepted, else the current one.</param>
[GenerateSerializer, Immutable, Alias("quiz.Receipt")]
public sealed record Receipt(
    [property: Id(0)] bool Accepted,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message,
    [property: Id(3)] long Version);
