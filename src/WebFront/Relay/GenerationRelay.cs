using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>This front's ear for one generation: tells each connection what it has not been told yet, in order.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It holds nothing that a finalizer would have to free.")]
public sealed partial class GenerationRelay(string key, IHubContext<QuestionsHub, IQuestionsClient> hub, ILogger logger) : IGenerationObserver, ITenantBound
{
    /// <summary>By connection: how many questions it knows.</summary>
    private readonly ConcurrentDictionary<string, int> _told = new();
    private string _requestId = "";
    private readonly SemaphoreSlim _telling = new(1);

    public string Key => key;

    public string Tenant { get; } = TenantKey.Parse(key).Tenant;

    public bool IsEmpty => _told.IsEmpty;

    public void Add(string connectionId, string requestId, int told)
    {
        _requestId = requestId;
        _told[connectionId] = told;
    }

    public void Remove(string connectionId) => _told.TryRemove(connectionId, out _);

    public async Task OnUpdate(GenerationView view)
    {
        // Updates may overtake one another on their way here; each connection hears of each question once.
        await _telling.WaitAsync();
        try
        {
            foreach (var (connection, told) in _told) await Tell(connection, told, view);
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>It was forgotten, which nobody who waits for it lives to see; or its key is wrong.</summary>
    public async Task Lost(Refusal refusal)
    {
        foreach (var connection in _told.Keys)
        {
            if (_told.TryRemove(connection, out _)) await hub.Clients.Client(connection).GenerationFailed(new GenerationFailedMessage(_requestId, refusal.Code, refusal.Message, null));
        }
    }

    private async Task Tell(string connection, int told, GenerationView view)
    {
        try
        {
            var client = hub.Clients.Client(connection);
            if (view.Status == GenerationWording.Running)
            {
                if (view.Done > told && _told.TryUpdate(connection, view.Done, told)) await client.Generating(GenerationWording.Progress(view, told));
            }
            else if (_told.TryRemove(KeyValuePair.Create(connection, told)))
            {
                await (view.Status == GenerationWording.Done ? client.Generated(GenerationWording.Result(view)) : client.GenerationFailed(GenerationWording.Failure(view)));
            }
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, connection, key);
        }
    }

    [LoggerMessage(3251, LogLevel.Warning, "Connection {ConnectionId} was not told of generation {Key}.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string connectionId, string key);
}
