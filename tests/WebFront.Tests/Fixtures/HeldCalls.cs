using System.Collections.Immutable;
using QuizOrleans.Testing;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Calls to grains that a test holds on their way, as if the silo were frozen, and lets go on or fail.</summary>
public sealed class HeldCalls : IIncomingGrainCallFilter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private ImmutableArray<HeldCall> _held = [];

    /// <summary>Holds all such calls that come from now on.</summary>
    /// <param name="fits">Null: whatever the grain and the arguments are.</param>
    public HeldCall Hold<TGrain>(string method, Func<IIncomingGrainCallContext, bool>? fits = null) => Add<TGrain>(method, fits, answer: false);

    /// <summary>The calls are carried out, and their answers held.</summary>
    public HeldCall HoldAnswer<TGrain>(string method) => Add<TGrain>(method, null, answer: true);

    /// <summary>How often it has been called, held or not.</summary>
    public int Count<TGrain>(string method, string key)
    {
        lock (_lock) return _counts.GetValueOrDefault(Name(typeof(TGrain), method, key));
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        ImmutableArray<HeldCall> held;
        lock (_lock)
        {
            var name = Name(context.InterfaceMethod.DeclaringType, context.MethodName, context.TargetId.Key.ToString()!);
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
            held = _held;
        }

        var call = held.FirstOrDefault(h => h.Fits(context));
        if (call is { IsAnswer: false }) await call.Pass(context);
        await context.Invoke();
        if (call is { IsAnswer: true }) await call.Pass(context);
        call?.IsDone();
    }

    private HeldCall Add<TGrain>(string method, Func<IIncomingGrainCallContext, bool>? fits, bool answer)
    {
        var held = new HeldCall(c => c.InterfaceMethod.DeclaringType == typeof(TGrain) && c.MethodName == method && fits?.Invoke(c) != false, answer);
        lock (_lock) _held = _held.Add(held);
        return held;
    }

    private static string Name(Type? grain, string method, string key) => $"{grain?.Name}.{method} {key}";
}

/// <summary>What is held: one call, or many of a kind.</summary>
public sealed class HeldCall(Func<IIncomingGrainCallContext, bool> fits, bool isAnswer)
{
    private readonly TaskCompletionSource<string> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first has come; the key of the grain that it is for.</summary>
    public Task<string> Reached => _reached.Task.WaitAsync(HubClient.Patience);

    public bool IsAnswer => isAnswer;

    public bool IsReached => _reached.Task.IsCompleted;

    /// <summary>One that was let go on has been carried out.</summary>
    public Task Done => _done.Task.WaitAsync(HubClient.Patience);

    public bool Fits(IIncomingGrainCallContext context) => fits(context);

    /// <summary>Those that are held go on, and none is held any more.</summary>
    public void Release() => _goesOn.TrySetResult();

    /// <summary>They end in this instead, and so do all that come.</summary>
    public void Fail(Exception exception) => _goesOn.TrySetException(exception);

    internal Task Pass(IIncomingGrainCallContext context)
    {
        _reached.TrySetResult(context.TargetId.Key.ToString()!);
        return _goesOn.Task;
    }

    internal void IsDone() => _done.TrySetResult();
}
