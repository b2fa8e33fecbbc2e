using Microsoft.Extensions.DependencyInjection;

namespace QuizOrleans.LocalSilo;

internal enum ActivationState
{
    Activating,
    Valid,
    Deactivating,
    Invalid,
}

/// <summary>One grain in memory. Mirrors <c>Orleans.Runtime.ActivationData</c>: messages wait until it is valid and free, one turn runs at a
/// time, and what is still queued when it is gone goes to its successor — or fails with the exception that ended it.</summary>
internal sealed partial class Activation : IGrainContext, IMessageTarget
{
    private readonly GrainClass _class;
    private readonly ActivationScheduler _scheduler;
    private readonly RequestQueue _requests;
    private readonly List<GrainTimer> _timers = [];
    private readonly List<IActivationState> _states = [];
    private readonly Action<Activation> _gone;
    private AsyncServiceScope _services;
    private ActivationState _state;
    private bool _activationBegun;
    private int _idleSinceSweep;
    private DateTimeOffset _keepUntil;

    /// <param name="gone">Called when it is invalid, before its queue is sent on.</param>
    public Activation(LocalSiloHost silo, GrainClass grainClass, GrainId id, Action<Activation> gone)
    {
        (Silo, _class, GrainId, _gone, Number) = (silo, grainClass, id, gone, silo.NextNumber());
        _requests = new RequestQueue(grainClass.Reentrant);
        _scheduler = new ActivationScheduler(this, silo.TaskScheduler);
        _idleSinceSweep = silo.Sweep;
    }

    /// <summary>The activation whose turn this is, if any.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public LocalSiloHost Silo { get; }

    public GrainId GrainId { get; }

    public long Number { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _services.ServiceProvider;

    public bool IsFree => _requests is { Running: 0, Waiting: 0 };

    public int Load => _requests.Waiting;

    public bool TryReceive(Request request)
    {
        bool wake;
        lock (_scheduler.Gate)
        {
            if (_state == ActivationState.Invalid)
                return false;
            _requests.Add(request);
            wake = (_state != ActivationState.Valid || _requests.MayRun(request)) && _scheduler.MarkMessages();
        }
        if (wake)
            _scheduler.Post();
        return true;
    }

    /// <summary>As a turn: activates first, then starts what may run, then deactivates when that is due and nothing runs.</summary>
    public void ProcessMessages()
    {
        if (!_activationBegun)
        {
            _activationBegun = true;
            _ = ActivateAsync();
            return;
        }
        Request? request;
        do
        {
            lock (_scheduler.Gate)
            {
                request = _state == ActivationState.Valid ? _requests.TakeRunnable() : null;
                if (request is null && !BeginFinish())
                    return;
            }
            if (request is null)
                _ = FinishAsync();
            else
                Start(request);
        }
        while (request is not null);
    }

    public bool HasExpired(int sweep) => _requests.First?.HasExpired(sweep) is true || _requests.Running > 0;

    public void Expire(int sweep)
    {
        List<Request> expired;
        lock (_scheduler.Gate)
            expired = _requests.All().FindAll(request => !request.IsAnswered && request.HasExpired(sweep));
        expired.ForEach(request => request.Expire());
    }

    public void EnterReentrantSection(Guid id)
    {
        lock (_scheduler.Gate)
            _requests.EnterReentrantSection(id);
    }

    public void LeaveReentrantSection(Guid id)
    {
        lock (_scheduler.Gate)
            _requests.LeaveReentrantSection(id);
    }

    public void AddState(IActivationState state) => _states.Add(state);

    public void AddTimer(GrainTimer timer)
    {
        lock (_timers)
            _timers.Add(timer);
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (_timers)
            _timers.Remove(timer);
    }

    private void Start(Request request)
    {
        var before = ExecutionContext.Capture();
        RequestContext.Values = request.Context;
        request.RunningOn = _scheduler;
        IncomingCall? filtered = null;
        Task task;
        try
        {
            var filters = Silo.Filters;
            task = filters.Length == 0 && !_class.IsFilter
                ? request.InvokeOn(GrainInstance!)
                : (filtered = new IncomingCall(request, GrainId, this, GrainInstance!, filters)).Invoke();
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }
        if (task.IsCompleted)
            Finish(request, task, filtered);
        else
            task.GetAwaiter().UnsafeOnCompleted(() => Finish(request, task, filtered));
        if (before is not null)
            ExecutionContext.Restore(before);
    }

    private void Finish(Request request, Task task, IncomingCall? filtered)
    {
        if (task is { IsFaulted: true, Exception.InnerException: InconsistentStateException { IsSourceActivation: true } conflict })
        {
            conflict.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, conflict.ToString()));
        }
        bool wake;
        lock (_scheduler.Gate)
        {
            _requests.Finish(request);
            if (request.KeepAlive)
                _idleSinceSweep = Silo.Sweep;
            wake = (_requests.Waiting > 0 || _state == ActivationState.Deactivating) && _scheduler.MarkMessages();
        }
        request.Answer(task, filtered);
        if (wake)
            _scheduler.Post();
    }
}
