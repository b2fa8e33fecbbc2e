using System.Text.Json;
using System.Text.Json.Nodes;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Writers.Configuration;
using QuizOrleans.Writers.Http;

namespace QuizOrleans.Writers.Gemini;

/// <summary>
/// Google's Gemini API, models.generateContent (https://ai.google.dev/api/generate-content). The key goes in the header x-goog-api-key, never in the address
/// (https://ai.google.dev/api). The schema is sent as responseJsonSchema, which takes JSON Schema as it is; beside it responseSchema must be left out and
/// responseMimeType must be application/json (https://firebase.google.com/docs/reference/js/ai.generationconfig, https://ai.google.dev/gemini-api/docs/structured-output).
/// </summary>
internal sealed class GeminiWriter(ProviderSettings settings, IHttpClientFactory clients, TimeProvider time) : HttpQuestionWriter(settings, clients, time)
{
    protected override Uri Address(string model) => new($"{Settings.BaseAddress}/v1beta/models/{Uri.EscapeDataString(model)}:generateContent");

    protected override void Authorize(HttpRequestMessage request, string secret) => request.Headers.TryAddWithoutValidation("x-goog-api-key", secret);

    protected override string Body(WriterCall call)
    {
        var config = new JsonObject { ["maxOutputTokens"] = call.MaxTokens };
        if (Settings.Output is not StructuredOutput.None) config["responseMimeType"] = "application/json";
        if (Settings.Output is StructuredOutput.Schema) config["responseJsonSchema"] = JsonNode.Parse(call.Schema);
        // Gemini 3: thinkingLevel; what is thought counts as output (https://ai.google.dev/gemini-api/docs/thinking).
        if (Settings.Thinking is { } level) config["thinkingConfig"] = new JsonObject { ["thinkingLevel"] = level };
        return new JsonObject
        {
            ["systemInstruction"] = new JsonObject { ["parts"] = Parts(Instruction(call)) },
            ["contents"] = new JsonArray(new JsonObject { ["role"] = "user", ["parts"] = Parts(call.Data) }),
            ["generationConfig"] = config,
        }.ToJsonString();
    }

    protected override WriterReply Answer(JsonElement? reply)
    {
        if (reply.Member("promptFeedback").Text("blockReason") is { } blocked) return Failed(CallFaultKind.Blocked, $"prompt {WireJson.Code(blocked)}");
        if (reply.Items("candidates").FirstOrDefault() is not { } candidate) return Failed(CallFaultKind.Unreadable, "no_candidates");
        var reason = ((JsonElement?)candidate).Text("finishReason") ?? "";
        var text = string.Concat(((JsonElement?)candidate).Member("content").Items("parts").Where(p => p.Member("thought") is not { ValueKind: JsonValueKind.True }).Select(p => p.Text("text")));
        var usage = reply.Member("usageMetadata");
        return reason switch
        {
            "STOP" or "MAX_TOKENS" or "" when text.Length > 0 => new WriterReply.Written(
                text, reason == "MAX_TOKENS", usage.Count("promptTokenCount"), usage.Count("candidatesTokenCount") + usage.Count("thoughtsTokenCount")),
            "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" => Failed(CallFaultKind.Blocked, reason),
            _ => Failed(CallFaultKind.Unreadable, $"no_content {WireJson.Code(reason)}".TrimEnd()),
        };
    }

    protected override CallFault? Refusal(int status, JsonElement? error, CallFault byStatus) => GeminiFaults.Read(status, error, byStatus);

    private static JsonArray Parts(string text) => [new JsonObject { ["text"] = text }];
}
