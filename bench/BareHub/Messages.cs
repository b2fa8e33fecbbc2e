using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuizOrleans.BareHub;

/// <summary>The same events, in the same shapes and sizes, as docs/protocol.md's.</summary>
public interface IPlayClient
{
    Task QuestionOpened(QuestionOpened e);

    Task AnswerCount(AnswerCount e);

    Task QuestionClosed(QuestionClosed e);

    Task RoomFinished(RoomFinished e);
}

public sealed record Choice(int Id, string Text);

/// <summary>What a player answers: ids of choices.</summary>
public sealed record Answer(int[] Choices);

public sealed record CreateSettings(int Rounds);

public sealed record RoomCreated(string Pin);

public sealed record Joined(string Pin, long Version, string Phase, string PlayerId, int PlayerCount);

public sealed record Receipt(bool Accepted, string Code, string Message, long Version);

public sealed record QuestionOpened(
    string Pin, long Version, long Since, int Index, int Of, string Kind, string Text, Choice[] Choices,
    int Points, int TimeMs, int RemainingMs, string Unit, string Category);

public sealed record AnswerCount(string Pin, long Version, long Since, int Index, int Answered, int Present);

public sealed record Share(int Id, int Count);

public sealed record Standing(int Rank, string PlayerId, string Nickname, int Score, long AnswerMs);

public sealed record OwnResult(string PlayerId, Answer? Answer, bool Correct, int Points, int Score, int Rank, int Streak);

public sealed record QuestionClosed(
    string Pin, long Version, long Since, int Index, int Of, Answer Correct, Share[] Distribution, string Explanation, OwnResult? You, RawJson Top);

public sealed record RoomFinished(string Pin, long Version, long Since, Standing[] Standings, string? Winner, string Reason);

/// <summary>JSON that is written once and copied into every player's message: the reveal's table is most of it and the same for all.</summary>
[JsonConverter(typeof(Converter))]
public sealed record RawJson(ReadOnlyMemory<byte> Bytes)
{
    public static RawJson Of(Standing[] standings) => new(JsonSerializer.SerializeToUtf8Bytes(standings, MessagesJson.Default.StandingArray));

    internal sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Bytes.Span, skipInputValidation: true);
    }
}

/// <summary>Source-generated JSON, as a careful author of a hot hub would have it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuestionOpened))]
[JsonSerializable(typeof(AnswerCount))]
[JsonSerializable(typeof(QuestionClosed))]
[JsonSerializable(typeof(RoomFinished))]
[JsonSerializable(typeof(RoomCreated))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(CreateSettings))]
[JsonSerializable(typeof(Standing[]))]
[JsonSerializable(typeof(QueuePreferences))]
[JsonSerializable(typeof(QueueTicket))]
[JsonSerializable(typeof(MatchFound))]
[JsonSerializable(typeof(DuelSnapshot))]
[JsonSerializable(typeof(OpponentAnswered))]
[JsonSerializable(typeof(DuelQuestionClosed))]
[JsonSerializable(typeof(DuelFinished))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
public sealed partial class MessagesJson : JsonSerializerContext;
