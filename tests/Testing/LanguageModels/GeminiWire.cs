using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static QuizOrleans.Testing.LanguageModels.StrictJson;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>
/// Google's generateContent (https://ai.google.dev/api/generate-content). Errors are google.rpc.Status in JSON with the details that the Gemini API
/// sends (https://ai.google.dev/gemini-api/docs/troubleshooting, https://cloud.google.com/apis/design/errors).
/// </summary>
internal sealed class GeminiWire : IWire
{
    private const string Type = "type.googleapis.com/google.rpc.";

    public ModelAsk Read(HttpRequest request, string body, DateTimeOffset at)
    {
        const string prefix = "/v1beta/models/", suffix = ":generateContent";
        var path = request.Path.Value!;
        Must(path.StartsWith(prefix, StringComparison.Ordinal) && path.EndsWith(suffix, StringComparison.Ordinal), $"there is no {path}");
        Must(!request.Query.ContainsKey("key"), "the key is in the address, where logs see it");
        var key = request.Headers["x-goog-api-key"].ToString();
        Must(key.Length > 0, "there is no x-goog-api-key");

        var root = Object(Object(body), "the body", "contents", "systemInstruction", "generationConfig", "safetySettings");
        var data = string.Concat(Items(root, "contents").Select(content => PartsOf(Object(content, "a content", "role", "parts"), isUser: true)));
        var instruction = root.TryGetProperty("systemInstruction", out var system) ? PartsOf(Object(system, "systemInstruction", "role", "parts"), isUser: false) : "";
        var (schema, most) = root.TryGetProperty("generationConfig", out var config) ? Config(config) : (null, 0);
        return new ModelAsk(ModelWire.Gemini, key, path[prefix.Length..^suffix.Length], instruction, data, schema, most, at);
    }

    public WireReply Write(ModelAsk ask, ModelReply reply) => reply switch
    {
        ModelReply.Answer(var write, var isCut) => Candidate(ask, write(ask), isCut ? "MAX_TOKENS" : "STOP"),
        ModelReply.NoAnswer => Ok(new JsonObject { ["usageMetadata"] = Usage(ask, ""), ["modelVersion"] = ask.Model }),
        ModelReply.BlockedPrompt(var reason) => Ok(new JsonObject { ["promptFeedback"] = new JsonObject { ["blockReason"] = reason }, ["usageMetadata"] = Usage(ask, "") }),
        ModelReply.BlockedAnswer(var reason) => Candidate(ask, null, reason),
        ModelReply.Refused => Candidate(ask, null, "SAFETY"),
        ModelReply.Error error => Failed(ask, error),
        _ => throw new NotSupportedException($"{reply} is not for a wire."),
    };

    public WireReply Malformed(string reason) => Status(400, "INVALID_ARGUMENT", $"Invalid JSON payload received. {reason}", []);

    private static string PartsOf(JsonElement content, bool isUser)
    {
        if (isUser) Must(Text(content, "role") is "user" or "model", "a role is user or model");
        return string.Concat(Items(content, "parts").Select(part => Text(Object(part, "a part", "text"), "text")));
    }

    private static (JsonElement? Schema, int MaxTokens) Config(JsonElement config)
    {
        Object(config, "generationConfig", "responseMimeType", "responseJsonSchema", "responseSchema", "maxOutputTokens", "temperature", "topP", "candidateCount", "thinkingConfig", "seed");
        JsonElement? schema = null;
        if (config.TryGetProperty("responseJsonSchema", out var found) || config.TryGetProperty("responseSchema", out found)) schema = Object(found, "the schema");
        Must(!(config.TryGetProperty("responseJsonSchema", out _) && config.TryGetProperty("responseSchema", out _)), "responseSchema must be left out beside responseJsonSchema");
        if (schema is not null) Must(Text(config, "responseMimeType") == "application/json", "a schema needs the responseMimeType application/json");
        if (config.TryGetProperty("thinkingConfig", out var thinking))
        {
            Object(thinking, "thinkingConfig", "thinkingLevel", "thinkingBudget", "includeThoughts");
            Must(!(thinking.TryGetProperty("thinkingLevel", out _) && thinking.TryGetProperty("thinkingBudget", out _)), "thinkingLevel and thinkingBudget exclude each other");
        }

        return (schema?.Clone(), config.TryGetProperty("maxOutputTokens", out _) ? Positive(config, "maxOutputTokens") : 0);
    }

    private static WireReply Candidate(ModelAsk ask, string? text, string finishReason)
    {
        var candidate = new JsonObject { ["finishReason"] = finishReason, ["index"] = 0 };
        if (text is not null) candidate["content"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = text }), ["role"] = "model" };
        return Ok(new JsonObject { ["candidates"] = new JsonArray(candidate), ["usageMetadata"] = Usage(ask, text ?? ""), ["modelVersion"] = ask.Model, ["responseId"] = "r-1" });
    }

    private static JsonObject Usage(ModelAsk ask, string answer)
    {
        var (prompt, written) = (Tokens(ask.Instruction + ask.Data), Tokens(answer));
        return new JsonObject { ["promptTokenCount"] = prompt, ["candidatesTokenCount"] = written, ["totalTokenCount"] = prompt + written };
    }

    internal static int Tokens(string text) => (text.Length + 3) / 4;

    private static WireReply Failed(ModelAsk ask, ModelReply.Error error)
    {
        JsonArray details = [];
        if (error.IsKeyInvalid)
        {
            details.Add(new JsonObject
            {
                ["@type"] = Type + "ErrorInfo",
                ["reason"] = "API_KEY_INVALID",
                ["domain"] = "googleapis.com",
                ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" },
            });
            details.Add(new JsonObject { ["@type"] = Type + "LocalizedMessage", ["locale"] = "en-US", ["message"] = error.Message });
            return Status(400, "INVALID_ARGUMENT", error.Message, details);
        }

        if (error.Window is not null) details.Add(new JsonObject { ["@type"] = Type + "QuotaFailure", ["violations"] = new JsonArray(Violation(ask, error)) });
        if (error.Status == 429)
        {
            details.Add(new JsonObject
            {
                ["@type"] = Type + "Help",
                ["links"] = new JsonArray(new JsonObject { ["description"] = "Learn more about Gemini API quotas", ["url"] = "https://ai.google.dev/gemini-api/docs/rate-limits" }),
            });
        }

        if (error.RetryAfter is { } wait)
            details.Add(new JsonObject { ["@type"] = Type + "RetryInfo", ["retryDelay"] = wait.TotalSeconds.ToString("0.#########", CultureInfo.InvariantCulture) + "s" });
        return Status(error.Status, error.Code, error.Message, details);
    }

    private static JsonObject Violation(ModelAsk ask, ModelReply.Error error)
    {
        var day = error.Window == "day" ? "PerDay" : "PerMinute";
        var violation = new JsonObject
        {
            ["quotaMetric"] = "generativelanguage.googleapis.com/generate_content_free_tier_" + (error.IsTokens ? "input_token_count" : "requests"),
            ["quotaId"] = error.IsTokens ? $"GenerateContentInputTokensPerModel{day}-FreeTier" : $"GenerateRequests{day}PerProjectPerModel-FreeTier",
            ["quotaDimensions"] = new JsonObject { ["location"] = "global", ["model"] = ask.Model },
        };
        if (error.Limit is { } limit) violation["quotaValue"] = limit.ToString(CultureInfo.InvariantCulture);
        return violation;
    }

    private static WireReply Ok(JsonObject body) => new(200, body.ToJsonString());

    private static WireReply Status(int code, string status, string message, JsonArray details)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status };
        if (details.Count > 0) error["details"] = details;
        return new WireReply(code, new JsonObject { ["error"] = error }.ToJsonString());
    }
}
