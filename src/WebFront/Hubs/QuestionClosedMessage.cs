using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// The reveal as one listener gets it: what all share, and his own result. The shared part, most of it, is written once for the room
/// (<see cref="Shared"/>) and copied into each message.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed record QuestionClosedMessage(QuestionClosedMessage.Shared Common, PlayerResult? You)
{
    /// <summary>Escapes what SignalR's own writer does.</summary>
    private static readonly JsonWriterOptions Plain = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>The members that are the same for every listener of an audience, as JSON members without braces.</summary>
    public sealed class Shared
    {
        private readonly byte[] _members;

        public Shared(string pin, long version, long since, RevealView reveal)
        {
            var (buffer, writer) = Buffer();
            JsonSerializer.Serialize(
                writer,
                new Members(pin, version, since, reveal.Index, reveal.Of, AnswerMessage.Of(reveal.Correct), reveal.Distribution, reveal.Explanation, reveal.Top, reveal.Teams, reveal.NextInMs),
                PlayJson.Default.Members);
            _members = buffer.WrittenSpan[1..^1].ToArray();
        }

        internal ReadOnlySpan<byte> Json => _members;
    }

    internal sealed record Members(
        string Pin,
        long Version,
        long Since,
        int Index,
        int Of,
        AnswerMessage? Correct,
        ImmutableArray<AnswerShare> Distribution,
        string Explanation,
        ImmutableArray<StandingView> Top,
        ImmutableArray<TeamView> Teams,
        int? NextInMs);

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Buffer()
    {
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(2048);
        buffer.ResetWrittenCount();
        var writer = s_writer ??= new Utf8JsonWriter(buffer, Plain);
        writer.Reset(buffer);
        return (buffer, writer);
    }

    internal sealed class Converter : JsonConverter<QuestionClosedMessage>
    {
        public override QuestionClosedMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("The server never reads this message.");

        public override void Write(Utf8JsonWriter writer, QuestionClosedMessage value, JsonSerializerOptions options)
        {
            var (buffer, you) = Buffer();
            buffer.Write("{"u8);
            buffer.Write(value.Common.Json);
            if (value.You is not null)
            {
                buffer.Write(",\"you\":"u8);
                JsonSerializer.Serialize(you, ResultMessage.Of(value.You), PlayJson.Default.ResultMessage);
            }

            buffer.Write("}"u8);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        }
    }
}
