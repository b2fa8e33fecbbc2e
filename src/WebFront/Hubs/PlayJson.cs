using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// How what the play hub says is written: by code that is generated for its messages, which looks up nothing and boxes nothing. Writing only: what comes in
/// passes <see cref="Input.WireText"/>, and a converter of texts rules such code out.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomSnapshot))]
[JsonSerializable(typeof(RoomCreated))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(QueueTicket))]
[JsonSerializable(typeof(RematchState))]
[JsonSerializable(typeof(PlayersMessage))]
[JsonSerializable(typeof(PlayerLeftMessage))]
[JsonSerializable(typeof(GenerationProgressMessage))]
[JsonSerializable(typeof(QuestionsReadyMessage))]
[JsonSerializable(typeof(HostQuestionsReadyMessage))]
[JsonSerializable(typeof(CountdownMessage))]
[JsonSerializable(typeof(QuestionOpenedMessage))]
[JsonSerializable(typeof(AnswerCountMessage))]
[JsonSerializable(typeof(QuestionClosedMessage))]
[JsonSerializable(typeof(QuestionClosedMessage.Members))]
[JsonSerializable(typeof(ResultMessage))]
[JsonSerializable(typeof(RoomPausedMessage))]
[JsonSerializable(typeof(RoomResumedMessage))]
[JsonSerializable(typeof(RoomLockedMessage))]
[JsonSerializable(typeof(HostChangedMessage))]
[JsonSerializable(typeof(RoomFinishedMessage))]
[JsonSerializable(typeof(OpponentAnsweredMessage))]
[JsonSerializable(typeof(TurnEndedMessage))]
[JsonSerializable(typeof(RematchWantedMessage))]
[JsonSerializable(typeof(RematchOffMessage))]
[JsonSerializable(typeof(MatchFoundMessage))]
[JsonSerializable(typeof(QueueLeftMessage))]
[JsonSerializable(typeof(SubstituteOfferedMessage))]
[JsonSerializable(typeof(ProblemMessage))]
[JsonSerializable(typeof(Pong))]
internal sealed partial class PlayJson : JsonSerializerContext
{
    // Made when first asked for: before the generated half of this class has set Default there would be nothing to combine.
    private static readonly Lazy<JsonSerializerOptions> s_writing = new(Written);

    /// <summary>For all that the hubs write; types without generated code are written as ever. Which characters are escaped is the writer's to say.</summary>
    public static JsonSerializerOptions Writing => s_writing.Value;

    private static JsonSerializerOptions Written()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(Default, new DefaultJsonTypeInfoResolver()),
        };
        options.MakeReadOnly();
        return options;
    }
}
