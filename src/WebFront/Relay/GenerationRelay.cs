using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>This front's ear for one generation: tells each connection what it has not been told yet, in order.</summary>
public sealed partial class GenerationRelay(string key, IHubContext<QuestionsHub, IQuestionsClient> hub, ILogger logger) : IGenerationObserver, ITenantBound
{
    /// <summary>By connection: how many questions it knows.</summary>
    private readonly ConcurrentDictionary<string, int> _told = new();
    private string _requestId = "";
    private readonly Lock _telling = new();

    public string Key => key;

    public string Tenant { get; } = TenantKey.Parse(key).Tenant;

    public bool IsEmpty => _told.IsEmpty;

    public void Add(string connectionId, string requestId, int told)
    {
        _requestId = requestId;
        _told[connectionId] = told;
    }

    public void Remove(string connectionId) => _told.TryRemove(connectionId, out _);

    /// <summary>Waits for nobody who does not read: a connection keeps the order of what it is sent, and is ended when it takes nothing for long.</summary>
    public Task OnUpdate(GenerationView view)
    {
        // Updates may overtake one another on their way here; each connection hears of each question once.
        lock (_telling)
        {
            foreach (var (connection, told) in _told) Tell(connection, told, view);
        }

        return Task.CompletedTask;
    }

    /// <summary>It was forgotten, which nobody who waits for it lives to see; or its key is wrong.</summary>
    public void Lost(Refusal refusal)
    {
        foreach (var connection in _told.Keys)
        {
            if (_told.TryRemove(connection, out _)) _ = Send(connection, c => c.GenerationFailed(new GenerationFailedMessage(_requestId, refusal.Code, refusal.Message, null)));
        }
    }

    private void Tell(string connection, int told, GenerationView view)
    {
        if (view.Status == GenerationWording.Running)
        {
            if (view.Done > told && _told.TryUpdate(connection, view.Done, told)) _ = Send(connection, c => c.Generating(GenerationWording.Progress(view, told)));
        }
        else if (_told.TryRemove(KeyValuePair.Create(connection, told)))
        {
            _ = Send(connection, c => view.Status == GenerationWording.Done ? c.Generated(GenerationWording.Result(view)) : c.GenerationFailed(GenerationWording.Failure(view)));
        }
    }

    private async Task Send(string connection, Func<IQuestionsClient, Task> message)
    {
        try
        {
            await message(hub.Clients.Client(connection));
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, connection, key);
        }
    }

    [LoggerMessage(3251, LogLevel.Warning, "Connection {ConnectionId} was not told of generation {Key}.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string connectionId, string key);
}
