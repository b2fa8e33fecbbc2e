using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Writers.Configuration;

namespace QuizOrleans.Writers.Http;

/// <summary>
/// One call over HTTP, and what each way of failing means. What a provider says in sentences is never passed on: it may repeat the prompt. Time runs out by the
/// caller's token alone; only a connection that does not come about is given up earlier.
/// </summary>
internal abstract class HttpQuestionWriter(ProviderSettings settings, IHttpClientFactory clients, TimeProvider time) : IQuestionWriter
{
    public string Provider => Settings.Name;

    public ImmutableArray<string> Models => Settings.Models;

    public ImmutableArray<WriterKey> Keys { get; } = [.. settings.Keys.Select(k => k.Public)];

    public TimeZoneInfo QuotaDays => Settings.QuotaDays;

    protected ProviderSettings Settings { get; } = settings;

    public async Task<WriterReply> Ask(WriterCall call, CancellationToken cancellationToken)
    {
        // A silo that was configured differently may have leased it.
        if (Settings.Keys.FirstOrDefault(k => k.Public.Entry == call.KeyEntry) is not { } key) return Failed(CallFaultKind.Unavailable, "key_not_configured_here");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(call.Model));
            request.Content = new StringContent(Body(call), Encoding.UTF8, MediaTypeNames.Application.Json);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));
            if (key.Secret is { } secret) Authorize(request, secret);
            using var client = clients.CreateClient(WriterServices.Client);
            using var response = await client.SendAsync(request, cancellationToken);
            var json = WireJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            if (response.StatusCode is not HttpStatusCode.OK) return new WriterReply.Failed(Refusal(response, json));
            return json is null ? Failed(CallFaultKind.Unreadable, "no_json") : Answer(json);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return Failed(CallFaultKind.Unavailable, "connect_timeout");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return Failed(CallFaultKind.Unreadable, "too_large");
        }
        catch (HttpRequestException e)
        {
            return Failed(CallFaultKind.Unavailable, $"{e.HttpRequestError}");
        }
    }

    protected abstract Uri Address(string model);

    protected abstract string Body(WriterCall call);

    protected abstract void Authorize(HttpRequestMessage request, string secret);

    /// <summary>What a reply with status 200 says.</summary>
    protected abstract WriterReply Answer(JsonElement? reply);

    /// <summary>What the provider says by its own words; null leaves it to the status.</summary>
    protected abstract CallFault? Refusal(int status, JsonElement? error, CallFault byStatus);

    protected WriterReply Failed(CallFaultKind kind, string code) => new WriterReply.Failed(CallFault.Of(kind, $"{Provider}: {code}"));

    /// <summary>The instruction, with the schema where the provider is not told it otherwise.</summary>
    protected string Instruction(WriterCall call) => Settings.Output is StructuredOutput.Schema
        ? call.Instruction
        : $"{call.Instruction}\n\nAnswer with one JSON object and nothing else. It must match this JSON schema:\n{call.Schema}";

    private CallFault Refusal(HttpResponseMessage response, JsonElement? json)
    {
        var (status, error) = ((int)response.StatusCode, json.Member("error"));
        var kind = status switch
        {
            401 => CallFaultKind.Unauthorized,
            403 => CallFaultKind.Forbidden,
            429 => CallFaultKind.RateLimited,
            408 => CallFaultKind.TimedOut,
            // A model that is gone, or an address that is no longer there: another request fares no better, the next model may.
            404 or 410 or (>= 300 and < 400) or >= 500 => CallFaultKind.Unavailable,
            _ => CallFaultKind.Invalid,
        };
        var code = WireJson.Code(error.Text("status") ?? error.Text("code") ?? error.Text("type"));
        var fault = CallFault.Of(kind, $"{Provider}: {status} {code}".TrimEnd()) with
        {
            RetryAfter = RetryTimes.OfHeader(response.Headers, time.GetUtcNow()) ?? (status == 429 ? RetryTimes.OfRateLimits(response.Headers) : null),
        };
        return Refusal(status, error, fault) ?? fault;
    }
}
