namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>InvokableObjectManager.LocalObjectData</c>: a local object, held weakly, that takes its calls one after the other. Calls
/// to an object that is gone are dropped: one-way callers notice nothing, others get <see cref="TimeoutException"/>.</summary>
internal sealed class LocalObserver(LocalSiloHost silo, GrainId id, IGrainObserver observer) : IMessageTarget
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<Request> _waiting = new();
    private Request? _running;
    private bool _pumping;
    private bool _dead;

    public long Number { get; } = silo.NextNumber();

    public bool TryReceive(Request request)
    {
        if (!_observer.TryGetTarget(out _))
        {
            silo.RemoveObserver(id);
            return false;
        }
        lock (_waiting)
        {
            if (_dead)
                return false;
            _waiting.Enqueue(request);
            if (_pumping)
                return true;
            _pumping = true;
        }
        _ = silo.RunOutside(PumpAsync);
        return true;
    }

    public bool HasExpired(int sweep)
    {
        lock (_waiting)
            return _running is not null || _waiting.Count > 0;
    }

    public void Expire(int sweep)
    {
        foreach (var request in Pending().Where(request => request.HasExpired(sweep)))
            request.Expire();
    }

    public void Kill(Exception exception)
    {
        foreach (var request in Pending())
            request.Fail(exception);
        lock (_waiting)
        {
            _dead = true;
            _waiting.Clear();
        }
    }

    private Request[] Pending()
    {
        lock (_waiting)
            return _running is null ? [.. _waiting] : [_running, .. _waiting];
    }

    private async Task PumpAsync()
    {
        while (Next() is { } request)
            await InvokeAsync(request);
    }

    private Request? Next()
    {
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out _running))
                _pumping = false;
            return _running;
        }
    }

    private async Task InvokeAsync(Request request)
    {
        if (request.IsAnswered || !_observer.TryGetTarget(out var target))
            return;
        RequestContext.Values = request.Context;
        request.RunningOn = TaskScheduler.Current;
        IncomingCall? filtered = null;
        Task task;
        try
        {
            task = silo.Filters.Length == 0 && target is not IIncomingGrainCallFilter
                ? request.InvokeOn(target)
                : (filtered = new IncomingCall(request, id, null, target, silo.Filters)).Invoke();
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }
        request.Answer(task, filtered);
    }
}

/// <summary>Where calls to lost observers end: nobody answers them, and they time out.</summary>
internal sealed class LostCalls : IMessageTarget
{
    private readonly List<Request> _calls = [];

    public long Number => long.MaxValue;

    public bool TryReceive(Request request)
    {
        lock (_calls)
            _calls.Add(request);
        return true;
    }

    public bool HasExpired(int sweep)
    {
        lock (_calls)
            return _calls.Exists(call => call.HasExpired(sweep));
    }

    public void Expire(int sweep) => Take(call => call.HasExpired(sweep)).ForEach(call => call.Expire());

    public void Kill(Exception exception) => Take(_ => true).ForEach(call => call.Fail(exception));

    private List<Request> Take(Predicate<Request> which)
    {
        lock (_calls)
        {
            var taken = _calls.FindAll(which);
            _calls.RemoveAll(which);
            return taken;
        }
    }
}
