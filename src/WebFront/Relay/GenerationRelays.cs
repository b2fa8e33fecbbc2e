using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>The generations somebody on this front waits for: one subscription each until it is over.</summary>
public sealed class GenerationRelays(IGrainFactory grains, RoomRelays rooms, IHubContext<QuestionsHub, IQuestionsClient> hub, ILogger<GenerationRelays> logger)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    internal ICollection<Entry> Subscriptions => _entries.Values;

    /// <summary>Tells this connection of it from now on; of one that is over, at once.</summary>
    /// <param name="view">As the client is told by the call's own answer.</param>
    public async Task Join(string key, string connectionId, GenerationView view)
    {
        Entry entry;
        do
        {
            entry = _entries.GetOrAdd(key, static (k, my) => my.Open(k), this);
            entry.Relay.Add(connectionId, view.RequestId, view.Status == GenerationWording.Running ? view.Done : 0);
        }
        while (!_entries.TryGetValue(key, out var kept) || kept != entry);
        // The first word after the answer: an end that came before the subscription is told by it.
        await entry.Renew();
    }

    public void Leave(string connectionId)
    {
        foreach (var entry in _entries.Values) entry.Relay.Remove(connectionId);
    }

    internal void Drop(Entry entry)
    {
        // Somebody may have come in this very moment.
        if (_entries.TryRemove(KeyValuePair.Create(entry.Relay.Key, entry)) && !entry.Relay.IsEmpty) _entries.TryAdd(entry.Relay.Key, entry);
    }

    private Entry Open(string key)
    {
        var relay = new GenerationRelay(key, hub, logger);
        return new Entry(relay, grains.GetGrain<IGenerationGrain>(key), grains.CreateObjectReference<IGenerationObserver>(relay), rooms.FrontId);
    }

    /// <summary>One generation's subscription.</summary>
    internal sealed class Entry(GenerationRelay relay, IGenerationGrain grain, IGenerationObserver reference, string frontId)
    {
        public GenerationRelay Relay => relay;

        /// <summary>Subscribes again, and makes up for what was not heard.</summary>
        public async Task Renew()
        {
            var subscribed = await grain.Subscribe(frontId, reference);
            if (subscribed.Value is { } view) await relay.OnUpdate(view);
            else relay.Lost(subscribed.Refusal!);
        }
    }
}
