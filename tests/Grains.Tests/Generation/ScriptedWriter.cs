using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Testing.LanguageModels;

namespace QuizOrleans.Grains.Tests.Generation;

/// <summary>A provider whose model is an <see cref="Author"/>, unless a test says what it does instead. Outlives a silo, as a provider does.</summary>
internal sealed class ScriptedWriter(string provider, params string[] keys) : IQuestionWriter
{
    private readonly ConcurrentQueue<WriterCall> _calls = [];

    public Author Author { get; } = new();

    /// <summary>Null for a call that the author answers.</summary>
    public Func<WriterCall, CancellationToken, Task<WriterReply?>> Instead { get; set; } = (_, _) => Task.FromResult<WriterReply?>(null);

    public IReadOnlyCollection<WriterCall> Calls => _calls;

    public string Provider => provider;

    public ImmutableArray<string> Models => ["m1"];

    public ImmutableArray<WriterKey> Keys { get; } = [.. keys.Select(k => new WriterKey(k, $"f-{k}", $"project-{k}", null, null))];

    public static WriterReply Fault(CallFaultKind kind, TimeSpan? retryAfter = null) => new WriterReply.Failed(new CallFault(kind, "as scripted", retryAfter, []));

    public static bool IsSecondPass(WriterCall call) => call.Data.Contains("\"questions\"", StringComparison.Ordinal);

    public async Task<WriterReply> Ask(WriterCall call, CancellationToken cancellationToken)
    {
        _calls.Enqueue(call);
        if (await Instead(call, cancellationToken) is { } instead) return instead;
        var ask = new ModelAsk(ModelWire.Gemini, call.KeyEntry, call.Model, call.Instruction, call.Data, JsonDocument.Parse(call.Schema).RootElement, call.MaxTokens, default);
        return new WriterReply.Written(Author.Reply(ask), false, 100, 50);
    }

    /// <summary>Waits until it is no longer wanted.</summary>
    public static async Task<WriterReply?> Silence(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    }
}
