using System.Buffers;
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
    /// <summary>The members that are the same for every listener of an audience, as JSON members without braces.</summary>
    public sealed class Shared
    {
        private readonly byte[] _members;

        public Shared(string pin, long version, long since, RevealView reveal, JsonSerializerOptions json)
        {
            var members = JsonSerializer.SerializeToUtf8Bytes(
                new Members(pin, version, since, reveal.Index, reveal.Of, reveal.Correct, reveal.Distribution, reveal.Explanation, reveal.Top, reveal.Teams, reveal.NextInMs),
                json);
            _members = members[1..^1];
        }

        internal ReadOnlySpan<byte> Json => _members;

        private sealed record Members(
            string Pin,
            long Version,
            long Since,
            int Index,
            int Of,
            CorrectView? Correct,
            IEnumerable<AnswerShare> Distribution,
            string Explanation,
            IEnumerable<StandingView> Top,
            IEnumerable<TeamView> Teams,
            int? NextInMs);
    }

    internal sealed class Converter : JsonConverter<QuestionClosedMessage>
    {
        [ThreadStatic]
        private static ArrayBufferWriter<byte>? s_buffer;

        [ThreadStatic]
        private static Utf8JsonWriter? s_you;

        public override QuestionClosedMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("The server never reads this message.");

        public override void Write(Utf8JsonWriter writer, QuestionClosedMessage value, JsonSerializerOptions options)
        {
            var buffer = s_buffer ??= new ArrayBufferWriter<byte>(2048);
            buffer.ResetWrittenCount();
            buffer.Write("{"u8);
            buffer.Write(value.Common.Json);
            if (value.You is not null)
            {
                buffer.Write(",\"you\":"u8);
                var you = s_you ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
                you.Reset(buffer);
                JsonSerializer.Serialize(you, value.You, options);
                you.Flush();
            }

            buffer.Write("}"u8);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        }
    }
}
