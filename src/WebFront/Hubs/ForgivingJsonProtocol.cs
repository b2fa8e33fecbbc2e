using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Hosting;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// SignalR's JSON protocol, but a frame that is not JSON, or not a message, is answered (<see cref="GuardedHub{TClient}.Unreadable"/>) where the
/// original ends the connection, a call that fits no method becomes one that does, and the framework's own error texts get codes. Over-long frames still end the connection: what follows them
/// cannot be found.
/// </summary>
public sealed partial class ForgivingJsonProtocol(
    IOptions<JsonHubProtocolOptions> reading, IOptions<WebOptions> options, ILogger<ForgivingJsonProtocol> logger) : IHubProtocol
{
    /// <summary>What <see cref="GuardedHub{TClient}.Unfit"/> is told of a method that does not exist.</summary>
    public const string UnknownMethod = "unknown_method";

    private static readonly SearchValues<char> s_codeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");
    private const string Explained = "HubException: ";

    private readonly JsonHubProtocol _reader = new(reading);
    private readonly JsonHubProtocol _writer = new(Options.Create(new JsonHubProtocolOptions { PayloadSerializerOptions = PlayJson.Writing }));
    private readonly int _maxBytes = options.Value.MaxMessageBytes;

    public string Name => _reader.Name;

    public int Version => _reader.Version;

    public TransferFormat TransferFormat => _reader.TransferFormat;

    public bool IsVersionSupported(int version) => _reader.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input;
        try
        {
            while (!_reader.TryParseMessage(ref input, binder, out message))
            {
                // A message of a type nobody knows is skipped; the framework would take it for the end of what has come.
                if (input.Length < before.Length)
                {
                    before = input;
                    continue;
                }

                // SignalR would end the connection too, but without a word that says why.
                return before.Length < _maxBytes ? false : throw new HubException($"payload_too_large: A message has at most {_maxBytes} bytes.");
            }

            if (message is InvocationBindingFailureMessage { Target: var target } && ShortBinder.Knows(target)) TryParseShort(before, binder, ref message);
            message = Fitting(message);
            return true;
        }
        catch (Exception e) when (e is not HubException)
        {
            // Mostly InvalidDataException, but a type of 1e9 or half a character in a name come as others.
            // The parser has moved past the frame before it reads it; if ever it has not, the error stands, or this would never end.
            if (input.Length == before.Length) throw;
            message = new InvocationMessage(nameof(PlayHub.Unreadable), []);
            return true;
        }
    }

    /// <summary>The same frame once more, as a call without its last argument; SignalR itself knows no optional ones.</summary>
    private void TryParseShort(ReadOnlySequence<byte> frame, IInvocationBinder binder, ref HubMessage message)
    {
        if (_reader.TryParseMessage(ref frame, new ShortBinder(binder), out var shorter) && shorter is InvocationMessage call)
            message = new InvocationMessage(call.InvocationId, call.Target, [.. call.Arguments, null], call.StreamIds);
    }

    /// <summary>The framework answers a call that it cannot make by itself, uncounted. No method of ours streams.</summary>
    private static HubMessage Fitting(HubMessage message) => message switch
    {
        InvocationBindingFailureMessage { InvocationId: var id, BindingFailure.SourceException.Message: var why } =>
            new InvocationMessage(id, nameof(PlayHub.Unfit), [why.StartsWith("Method does not exist", StringComparison.Ordinal) ? UnknownMethod : "invalid_argument"]),
        StreamInvocationMessage { InvocationId: var id } => new InvocationMessage(id, nameof(PlayHub.Unfit), ["invalid_argument"]),
        _ => message,
    };

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        if (message is WrittenMessage written) written.Write(output);
        else _writer.WriteMessage(Coded(message), output);
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _writer.GetMessageBytes(Coded(message));

    private HubMessage Coded(HubMessage message) => message switch
    {
        CompletionMessage { Error: { } error, InvocationId: { } id } => new CompletionMessage(id, Code(error), null, hasResult: false),
        CloseMessage { Error: { } error } close => new CloseMessage(Said(error), close.AllowReconnect),
        _ => message,
    };

    /// <summary>What a HubException says, without the framework's sentence before it.</summary>
    private static string Said(string error)
    {
        var explained = error.IndexOf(Explained, StringComparison.Ordinal);
        return explained >= 0 ? error[(explained + Explained.Length)..] : error;
    }

    /// <summary>The framework wraps a HubException's text in a sentence of its own, and has sentences for its own refusals.</summary>
    private string Code(string error)
    {
        var text = Said(error);
        if (IsCoded(text)) return text;
        // The framework logs these at length and as errors, so its log is off (appsettings.json); once and short is enough.
        LogRefusedCall(logger, text);
        if (text.Contains("is unauthorized", StringComparison.Ordinal)) return "forbidden: Your role does not allow this.";
        return "invalid_argument: The call does not fit the method.";
    }

    private static bool IsCoded(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon > 0 && !text[..colon].ContainsAnyExcept(s_codeLetters);
    }

    [LoggerMessage(2103, LogLevel.Information, "The framework refused a call: {Reason}")]
    private static partial void LogRefusedCall(ILogger logger, string reason);
}
