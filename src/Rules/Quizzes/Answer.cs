using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>What a player answered. Ids are shown positions (<see cref="PlayedQuestion"/>).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ChoiceAnswer), "c")]
[JsonDerivedType(typeof(TextAnswer), "x")]
[JsonDerivedType(typeof(NumberAnswer), "n")]
[JsonDerivedType(typeof(OrderAnswer), "o")]
public abstract record Answer;

/// <summary>The chosen ids; one for single choice, true/false and polls.</summary>
public sealed record ChoiceAnswer([property: JsonPropertyName("v")] ImmutableArray<int> Choices) : Answer
{
    public bool Equals(ChoiceAnswer? other) => other is not null && Choices.AsSpan().SequenceEqual(other.Choices.AsSpan());

    public override int GetHashCode() => Choices.IsDefaultOrEmpty ? 0 : HashCode.Combine(Choices.Length, Choices[0]);
}

public sealed record TextAnswer([property: JsonPropertyName("v")] string Text) : Answer;

public sealed record NumberAnswer([property: JsonPropertyName("v")] double Number) : Answer;

/// <summary>The ids in the order the player put them.</summary>
public sealed record OrderAnswer([property: JsonPropertyName("v")] ImmutableArray<int> Order) : Answer
{
    public bool Equals(OrderAnswer? other) => other is not null && Order.AsSpan().SequenceEqual(other.Order.AsSpan());

    public override int GetHashCode() => Order.IsDefaultOrEmpty ? 0 : HashCode.Combine(Order.Length, Order[0]);
}
