using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Testing;
using QuizOrleans.Testing.LanguageModels;

namespace QuizOrleans.Writers.Tests;

/// <summary>Both adapters as the product makes them, against the scripted server. Everything they log is kept, down to the level Trace.</summary>
public abstract class WriterTest : IAsyncLifetime
{
    protected const string Key = "test-key-1-0123456789";
    protected const string OtherKey = "test-key-2-0123456789";
    protected const string Instruction = "instruction-of-ours";
    protected const string Data = """{"topic":"a topic of somebody"}""";
    protected const string Schema = """
        {"type":"object","properties":{"questions":{"type":"array","items":{"type":"string"}}},"required":["questions"],"additionalProperties":false}
        """;

    private readonly List<ServiceProvider> _services = [];

    protected LanguageModelServer Models { get; private set; } = null!;

    protected ManualTimeProvider Time { get; } = new();

    protected ConcurrentQueue<string> Log { get; } = [];

    public async Task InitializeAsync() => Models = await LanguageModelServer.StartAsync(Time);

    public async Task DisposeAsync()
    {
        foreach (var services in _services) await services.DisposeAsync();
        await Models.DisposeAsync();
    }

    protected IQuestionWriter Writer(ModelWire wire, params (string Name, string Value)[] more)
    {
        var prefix = "Generation:Providers:0:";
        Dictionary<string, string?> settings = new()
        {
            [prefix + "Name"] = "models",
            [prefix + "Kind"] = wire is ModelWire.Gemini ? "gemini" : "openai",
            [prefix + "BaseAddress"] = (wire is ModelWire.Gemini ? Models.Gemini : Models.OpenAi).ToString(),
            [prefix + "Models:0"] = "model-a",
            [prefix + "Models:1"] = "model-b",
            [prefix + "Keys:0:Key"] = Key,
            [prefix + "Keys:1:Key"] = OtherKey,
        };
        foreach (var (name, value) in more) settings[prefix + name] = value;
        return Writers(settings).Single();
    }

    protected IQuestionWriter[] Writers(IReadOnlyDictionary<string, string?> settings)
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new KeptLog(Log)))
            .AddQuestionWriters(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        _services.Add(services);
        return [.. services.GetServices<IQuestionWriter>()];
    }

    protected static WriterCall Call(string model = "model-a", string entry = "key-1") => new(model, entry, Instruction, Data, Schema, 4000);

    protected static async Task<CallFault> Fault(IQuestionWriter writer, CancellationToken cancellationToken = default) =>
        (await writer.Ask(Call(), cancellationToken)).ShouldBeOfType<WriterReply.Failed>().Fault;

    private sealed class KeptLog(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
