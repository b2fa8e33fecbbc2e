using Microsoft.Extensions.DependencyInjection;

namespace QuizOrleans.LocalSilo;

/// <content>Coming and going.</content>
internal sealed partial class Activation
{
    /// <summary>Orleans' <c>SiloMessagingOptions.MaxForwardCount</c>: a grain that leaves while it activates is not tried for ever.</summary>
    private const int MaxForwards = 2;
    private readonly CancellationTokenSource _activating = new();
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeactivationReason _reason;
    private bool _activationDone;
    private bool _wasValid;
    private bool _finishing;

    /// <summary>Done when it is gone.</summary>
    public Task Deactivated => _deactivated.Task;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool wake, cancelActivation;
        lock (_scheduler.Gate)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid)
                return;
            cancelActivation = _state == ActivationState.Activating && !_activationDone;
            _wasValid = _state == ActivationState.Valid;
            (_reason, _state) = (deactivationReason, ActivationState.Deactivating);
            wake = _scheduler.MarkMessages();
        }
        if (cancelActivation)
            _activating.Cancel();
        if (wake)
            _scheduler.Post();
    }

    public void DelayDeactivation(TimeSpan timeSpan) => _keepUntil =
        timeSpan == TimeSpan.MaxValue || timeSpan == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue
        : timeSpan <= TimeSpan.Zero ? DateTimeOffset.MinValue
        : Silo.TimeProvider.GetUtcNow() + timeSpan;

    /// <summary>Deactivates it if nobody called it for <paramref name="ageInSweeps"/>.</summary>
    public void CollectIfIdle(int sweep, int ageInSweeps, DateTimeOffset now)
    {
        if (_state == ActivationState.Valid && IsFree && !_class.KeepAlive && sweep - _idleSinceSweep >= ageInSweeps && _keepUntil <= now)
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Activation is idle."));
    }

    public void Kill(Exception exception)
    {
        List<Request> lost;
        _scheduler.Kill();
        lock (_scheduler.Gate)
        {
            _state = ActivationState.Invalid;
            lost = _requests.All();
        }
        foreach (var timer in TakeTimers())
            timer.Abandon();
        lost.ForEach(request => request.Fail(exception));
        _deactivated.TrySetResult();
    }

    private async Task ActivateAsync()
    {
        try
        {
            RequestContext.Values = _requests.First?.Context;
            using var timeout = new CancellationTokenSource(Silo.Options.ActivationTimeout, Silo.TimeProvider);
            using var token = CancellationTokenSource.CreateLinkedTokenSource(_activating.Token, timeout.Token);
            _services = Silo.ServiceProvider.CreateAsyncScope();
            GrainInstance = _class.Create(this);
            foreach (var state in _states)
                await state.ReadStateAsync();
            await ((IGrainBase)GrainInstance).OnActivateAsync(token.Token).WaitAsync(token.Token);
            lock (_scheduler.Gate)
            {
                if (_state == ActivationState.Activating)
                    _state = ActivationState.Valid;
            }
        }
        catch (Exception exception)
        {
            if (_state == ActivationState.Activating)
                Silo.Logger.ActivationFailed(exception, GrainId);
            _activationDone = true;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "Failed to activate grain."));
        }
        _activationDone = true;
        Wake();
    }

    /// <summary>Under the gate: whether now is the moment to end.</summary>
    private bool BeginFinish() =>
        _state == ActivationState.Deactivating && _activationDone && _requests.Running == 0 && !_finishing && (_finishing = true);

    private async Task FinishAsync()
    {
        foreach (var timer in TakeTimers())
            timer.Dispose();
        try
        {
            if (_wasValid)
            {
                using var timeout = new CancellationTokenSource(Silo.Options.DeactivationTimeout, Silo.TimeProvider);
                await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
            }
        }
        catch (Exception exception)
        {
            Silo.Logger.DeactivationFailed(exception, GrainId);
        }
        List<Request> waiting;
        lock (_scheduler.Gate)
        {
            _state = ActivationState.Invalid;
            waiting = _requests.TakeWaiting();
        }
        _gone(this);
        foreach (var request in waiting.Where(request => !request.LocalOnly && !request.IsAnswered))
        {
            if (_reason.Exception is { } exception)
                request.Fail(exception);
            else if (++request.Forwards > MaxForwards)
                request.Fail(new OrleansMessageRejectionException($"Failed to forward {request} of {GrainId} after {MaxForwards} forwards: {_reason}"));
            else
                Silo.Redispatch(GrainId, request);
        }
        try
        {
            await _services.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Logger.DeactivationFailed(exception, GrainId);
        }
        _deactivated.TrySetResult();
    }

    private GrainTimer[] TakeTimers()
    {
        lock (_timers)
        {
            GrainTimer[] timers = [.. _timers];
            _timers.Clear();
            return timers;
        }
    }

    private void Wake()
    {
        bool wake;
        lock (_scheduler.Gate)
            wake = _scheduler.MarkMessages();
        if (wake)
            _scheduler.Post();
    }
}
