using System.Collections.Immutable;

namespace QuizOrleans.Rules;

/// <summary>What came of a command: events, or a rejection. No events and no rejection: accepted, and nothing to do.</summary>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Rejection? Rejection)
{
    public static readonly Decision<TEvent> Nothing = new([], null);

    public static implicit operator Decision<TEvent>(Rejection rejection) => new([], rejection);

    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event], null);

    public static Decision<TEvent> Of(params ReadOnlySpan<TEvent> events) => new([.. events], null);
}
