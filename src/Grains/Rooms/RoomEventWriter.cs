using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>
/// The events of which a journal is nearly all made, written by hand: the same bytes as the serializer's, which for a type among many costs four times as much.
/// </summary>
internal static class RoomEventWriter
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>Null for all other events.</summary>
    public static byte[]? Write(RoomEvent @event)
    {
        if (@event is not (RoomEvent.AnswerGiven { Answer: ChoiceAnswer { Choices.IsDefault: false } } or RoomEvent.QuestionClosed or RoomEvent.QuestionOpened or RoomEvent.PlayerSeated)) return null;
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(256);
        var json = s_writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        switch (@event)
        {
            case RoomEvent.AnswerGiven { Answer: ChoiceAnswer answer } e:
                json.WriteString("e"u8, "answer"u8);
                json.WriteString("p"u8, e.PlayerId);
                json.WriteNumber("q"u8, e.Index);
                json.WriteStartObject("a"u8);
                json.WriteString("t"u8, "c"u8);
                json.WriteStartArray("v"u8);
                foreach (var id in answer.Choices) json.WriteNumberValue(id);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case RoomEvent.QuestionClosed e:
                json.WriteString("e"u8, "closed"u8);
                json.WriteNumber("index"u8, e.Index);
                if (e.NextAt is { } next) json.WriteNumber("nextAt"u8, next.ToUnixTimeMilliseconds());
                break;
            case RoomEvent.QuestionOpened e:
                json.WriteString("e"u8, "question"u8);
                json.WriteNumber("index"u8, e.Index);
                WriteTime(json, e.Time);
                break;
            case RoomEvent.PlayerSeated e:
                json.WriteString("e"u8, "seated"u8);
                json.WriteString("playerId"u8, e.PlayerId);
                json.WriteString("nickname"u8, e.Nickname);
                if (e.Team is { } team) json.WriteString("team"u8, team);
                break;
        }

        json.WriteNumber("at"u8, @event.At.ToUnixTimeMilliseconds());
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTime(Utf8JsonWriter json, TimeSpan time)
    {
        Span<byte> text = stackalloc byte[26];
        Utf8Formatter.TryFormat(time, text, out var length, 'c');
        json.WriteString("time"u8, text[..length]);
    }
}
