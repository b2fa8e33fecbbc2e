using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>An answer, given or right: as the views have it, but with members that generated code can write. One is set.</summary>
internal sealed record AnswerMessage(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<int> Choices,
    string? Text,
    double? Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<int> Order)
{
    public static AnswerMessage? Of(AnswerView? given) => given is null ? null : new(given.Choices ?? default, given.Text, given.Number, given.Order ?? default);

    public static AnswerMessage? Of(CorrectView? right) => right is null ? null : new(right.Choices ?? default, right.Text, right.Number, right.Order ?? default);
}

/// <summary>One player's own result, as <see cref="PlayerResult"/> has it.</summary>
internal sealed record ResultMessage(string PlayerId, AnswerMessage? Answer, bool Correct, int Points, int Score, int Rank, int Streak)
{
    public static ResultMessage Of(PlayerResult own) => new(own.PlayerId, AnswerMessage.Of(own.Answer), own.Correct, own.Points, own.Score, own.Rank, own.Streak);
}
