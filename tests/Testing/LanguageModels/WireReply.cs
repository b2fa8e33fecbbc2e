using Microsoft.AspNetCore.Http;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>A reply as it goes over the wire.</summary>
internal sealed record WireReply(int Status, string Body, string ContentType = "application/json; charset=UTF-8")
{
    /// <summary>In whole seconds, as the header has it.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>One provider's words: reads requests strictly, and says replies as the provider would.</summary>
internal interface IWire
{
    /// <exception cref="MalformedRequestException">The real provider would refuse the request, or should never be sent it.</exception>
    ModelAsk Read(HttpRequest request, string body, DateTimeOffset at);

    WireReply Write(ModelAsk ask, ModelReply reply);

    WireReply Malformed(string reason);
}

/// <summary>A request that is not as the provider's reference has it.</summary>
public sealed class MalformedRequestException(string message) : Exception(message);
