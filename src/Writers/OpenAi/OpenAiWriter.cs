using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Writers.Configuration;
using QuizOrleans.Writers.Http;

namespace QuizOrleans.Writers.OpenAi;

/// <summary>
/// Any endpoint that speaks OpenAI's chat completions (https://platform.openai.com/docs/api-reference/chat/create): OpenAI, Groq
/// (https://console.groq.com/docs/api-reference), Ollama (https://docs.ollama.com/api/openai-compatibility), vLLM, llama.cpp … Where a server knows no
/// json_schema the schema goes into the instruction.
/// </summary>
internal sealed class OpenAiWriter(ProviderSettings settings, IHttpClientFactory clients, TimeProvider time) : HttpQuestionWriter(settings, clients, time)
{
    private const string Fence = "```";

    protected override Uri Address(string model) => new($"{Settings.BaseAddress}/chat/completions");

    protected override void Authorize(HttpRequestMessage request, string secret) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);

    protected override string Body(WriterCall call)
    {
        var body = new JsonObject
        {
            ["model"] = call.Model,
            ["messages"] = new JsonArray(Message("system", Instruction(call)), Message("user", call.Data)),
            // max_tokens is deprecated at OpenAI and Groq, newer models refuse it; others know nothing else.
            [Settings.TokenLimit] = call.MaxTokens,
        };
        if (Settings.Thinking is { } effort) body["reasoning_effort"] = effort;
        if (Settings.Output is StructuredOutput.Schema) body["response_format"] = Schema(call.Schema);
        if (Settings.Output is StructuredOutput.Object) body["response_format"] = new JsonObject { ["type"] = "json_object" };
        return body.ToJsonString();
    }

    protected override WriterReply Answer(JsonElement? reply)
    {
        if (reply.Items("choices").FirstOrDefault() is not { } first) return Failed(CallFaultKind.Unreadable, "no_choices");
        JsonElement? choice = first;
        var (message, reason, usage) = (choice.Member("message"), choice.Text("finish_reason"), reply.Member("usage"));
        if (reason == "content_filter") return Failed(CallFaultKind.Blocked, "content_filter");
        if (message.Text("refusal") is { Length: > 0 }) return Failed(CallFaultKind.Blocked, "refusal");
        return message.Text("content") is { Length: > 0 } text
            ? new WriterReply.Written(Unfenced(text), reason == "length", usage.Count("prompt_tokens"), usage.Count("completion_tokens"))
            : Failed(CallFaultKind.Unreadable, $"no_content {WireJson.Code(reason)}".TrimEnd());
    }

    protected override CallFault? Refusal(int status, JsonElement? error, CallFault byStatus)
    {
        var code = error.Text("code") ?? error.Text("type");
        CallFaultKind? kind = (status, code) switch
        {
            // The account has no money left: waiting a minute does not help (https://platform.openai.com/docs/guides/error-codes).
            (429, "insufficient_quota") => CallFaultKind.Forbidden,
            (400, "content_policy_violation" or "content_filter") => CallFaultKind.Blocked,
            // Groq: what the model wrote did not match the schema (https://console.groq.com/docs/structured-outputs).
            (400, "json_validate_failed") => CallFaultKind.Unreadable,
            _ => null,
        };
        return kind is { } found ? byStatus with { Kind = found } : null;
    }

    private static JsonObject Message(string role, string text) => new() { ["role"] = role, ["content"] = text };

    /// <summary>Strict where the schema fulfils what strict mode asks for; a server would refuse another (https://platform.openai.com/docs/guides/structured-outputs).</summary>
    private static JsonObject Schema(string text)
    {
        var schema = JsonNode.Parse(text)!;
        return new JsonObject
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject { ["name"] = "answer", ["strict"] = StrictSchemas.IsStrict(schema), ["schema"] = schema },
        };
    }

    /// <summary>Without a schema models like to wrap their JSON into a code block.</summary>
    private static string Unfenced(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith(Fence, StringComparison.Ordinal) || trimmed.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var line)) return text;
        var inside = trimmed[(line + 1)..];
        return inside.EndsWith(Fence, StringComparison.Ordinal) ? inside[..^Fence.Length].TrimEnd() : inside;
    }
}
