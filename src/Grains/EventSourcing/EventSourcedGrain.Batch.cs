using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace QuizOrleans.Grains.EventSourcing;

/// <content>What is written in one append.</content>
public abstract partial class EventSourcedGrain<TState, TEvent>
{
    /// <summary>
    /// Events that become durable together, and who waits for them: calls of this grain only, which go on in the very turn that ends the batch. Awaiting
    /// a task would have each of them come back through the scheduler.
    /// </summary>
    private sealed class Batch(long @base, int events) : INotifyCompletion
    {
        private readonly ImmutableArray<ReadOnlyMemory<byte>>.Builder _payloads = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(events);
        private readonly List<Action> _waiting = new(1);
        private bool _isDurable;

        public long Base => @base;

        public long Last => @base + Entries.Count;

        public List<(TEvent Event, TState After)> Entries { get; } = new(events);

        public bool IsCompleted { get; private set; }

        public void Add(TEvent @event, TState after, ReadOnlyMemory<byte> payload)
        {
            Entries.Add((@event, after));
            _payloads.Add(payload);
        }

        public ImmutableArray<ReadOnlyMemory<byte>> Payloads() => _payloads.DrainToImmutable();

        public Batch GetAwaiter() => this;

        /// <summary>Whether the events are durable; else they are lost.</summary>
        public bool GetResult() => _isDurable;

        public void OnCompleted(Action continuation) => _waiting.Add(continuation);

        public void Succeed() => End(true);

        public void Fail() => End(false);

        private void End(bool isDurable)
        {
            (_isDurable, IsCompleted) = (isDurable, true);
            foreach (var goOn in _waiting) goOn();
        }
    }
}
