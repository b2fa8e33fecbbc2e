using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static QuizOrleans.Testing.LanguageModels.StrictJson;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>
/// Chat completions as OpenAI made them and Groq, Ollama and others speak them (https://platform.openai.com/docs/api-reference/chat/create,
/// https://console.groq.com/docs/api-reference).
/// </summary>
internal sealed class OpenAiWire : IWire
{
    public ModelAsk Read(HttpRequest request, string body, DateTimeOffset at)
    {
        Must(request.Path.Value == "/v1/chat/completions", $"there is no {request.Path}");
        var authorization = request.Headers.Authorization.ToString();
        Must(authorization.Length == 0 || (authorization.StartsWith("Bearer ", StringComparison.Ordinal) && authorization.Length > 7), "the Authorization is not a bearer token");

        var root = Object(Object(body), "the body", "model", "messages", "response_format", "max_tokens", "max_completion_tokens", "temperature", "reasoning_effort", "seed", "n", "stream");
        Must(!(root.TryGetProperty("max_tokens", out _) && root.TryGetProperty("max_completion_tokens", out _)), "max_tokens and max_completion_tokens exclude each other");
        Must(!root.TryGetProperty("stream", out var stream) || stream.ValueKind is JsonValueKind.False, "streams are not spoken here");
        string instruction = "", data = "";
        foreach (var message in Items(root, "messages"))
        {
            var text = Text(Object(message, "a message", "role", "content"), "content");
            if (Text(message, "role") is "system" or "developer") instruction += text;
            else data += text;
        }

        Must(data.Length > 0, "there is no message of a user");
        var schema = root.TryGetProperty("response_format", out var format) ? Schema(format, instruction + data) : null;
        var most = root.TryGetProperty("max_completion_tokens", out _) ? Positive(root, "max_completion_tokens") : root.TryGetProperty("max_tokens", out _) ? Positive(root, "max_tokens") : 0;
        return new ModelAsk(ModelWire.OpenAi, authorization.Length > 7 ? authorization[7..] : "", Text(root, "model"), instruction, data, schema, most, at);
    }

    public WireReply Write(ModelAsk ask, ModelReply reply) => reply switch
    {
        ModelReply.Answer(var write, var isCut) => Choice(ask, write(ask), null, isCut ? "length" : "stop"),
        ModelReply.NoAnswer => Completion(ask, [], ""),
        ModelReply.BlockedPrompt => Failed(400, "content_policy_violation", "invalid_request_error", "Your request was rejected by the safety system."),
        ModelReply.BlockedAnswer => Choice(ask, "", null, "content_filter"),
        ModelReply.Refused(var words) => Choice(ask, null, words, "stop"),
        ModelReply.Error { IsKeyInvalid: true } error => Failed(401, "invalid_api_key", "invalid_request_error", error.Message),
        ModelReply.Error { Status: 429 } error => Failed(429, "rate_limit_exceeded", error.IsTokens ? "tokens" : "requests", error.Message) with
        {
            RetryAfterSeconds = error.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
        },
        ModelReply.Error { Status: 404 } error => Failed(404, "model_not_found", "invalid_request_error", error.Message),
        ModelReply.Error error => Failed(error.Status, null, error.Status >= 500 ? "server_error" : "invalid_request_error", error.Message),
        _ => throw new NotSupportedException($"{reply} is not for a wire."),
    };

    public WireReply Malformed(string reason) => Failed(400, null, "invalid_request_error", reason);

    private static JsonElement? Schema(JsonElement format, string prompt)
    {
        Object(format, "response_format", "type", "json_schema");
        switch (Text(format, "type"))
        {
            case "json_schema":
                var named = Object(Get(format, "json_schema"), "json_schema", "name", "schema", "strict", "description");
                Must(Text(named, "name") is { Length: <= 64 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'), "the schema's name is not one");
                var schema = Object(Get(named, "schema"), "schema");
                if (named.TryGetProperty("strict", out var strict) && strict.ValueKind is JsonValueKind.True) Strict(schema);
                return schema.Clone();
            case "json_object":
                Must(prompt.Contains("json", StringComparison.OrdinalIgnoreCase), "'messages' must contain the word 'json' to use json_object");
                return null;
            case var other:
                Must(other == "text", "response_format's type is not known");
                return null;
        }
    }

    /// <summary>What strict mode asks of a schema: closed objects, every member required.</summary>
    private static void Strict(JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in schema.EnumerateArray()) Strict(item);
        }

        if (schema.ValueKind is not JsonValueKind.Object) return;
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object)
        {
            Must(schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.False, "a strict schema's objects need additionalProperties: false");
            var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(r => r.GetString()).ToHashSet() : [];
            Must(properties.EnumerateObject().All(p => required.Contains(p.Name)), "a strict schema requires every member");
        }

        foreach (var member in schema.EnumerateObject()) Strict(member.Value);
    }

    private static WireReply Choice(ModelAsk ask, string? content, string? refusal, string finishReason) => Completion(
        ask,
        [new JsonObject { ["index"] = 0, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = refusal }, ["finish_reason"] = finishReason }],
        content ?? "");

    private static WireReply Completion(ModelAsk ask, JsonArray choices, string answer)
    {
        var (prompt, written) = (GeminiWire.Tokens(ask.Instruction + ask.Data), GeminiWire.Tokens(answer));
        return new WireReply(200, new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = ask.At.ToUnixTimeSeconds(),
            ["model"] = ask.Model,
            ["choices"] = choices,
            ["usage"] = new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = written, ["total_tokens"] = prompt + written },
        }.ToJsonString());
    }

    private static WireReply Failed(int status, string? code, string type, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code },
    }.ToJsonString());
}
