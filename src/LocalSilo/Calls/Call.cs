using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>A method call and the promise of its result.</summary>
internal sealed class Call<TResult> : Request
{
    private readonly GrainMethod _method;
    private readonly object?[] _arguments;
    private readonly TaskCompletionSource<TResult>? _response;
    private CancellationTokenSource? _calleeToken;
    private CancellationTokenRegistration _registration;
    private volatile bool _dropped;

    public Call(GrainMethod method, object?[] arguments, LocalSiloHost silo) : base(silo)
    {
        (_method, _arguments) = (method, arguments);
        Context = RequestContext.Values;
        Source = Activation.Current?.GrainId;
        if (!method.OneWay)
            _response = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Task<TResult> Response => _response!.Task;

    public override bool ReadOnly => _method.ReadOnly;

    public override bool AlwaysInterleave => _method.AlwaysInterleave;

    public override bool IsAnswered => _response?.Task.IsCompleted ?? _dropped;

    public override MethodInfo Method => _method.Method;

    public override string InterfaceName => _method.InterfaceName;

    public override object?[] Arguments => _arguments;

    public void Send(GrainReference target)
    {
        if (_method.TokenIndex >= 0 && !TakeToken())
            return;
        try
        {
            Silo.Dispatch(target, this);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public override Task InvokeOn(object target) => _method.Call(target, _arguments);

    public override object? ResultOf(Task done) => done is Task<TResult> typed ? typed.Result : null;

    public override void Answer(Task done, IncomingCall? filtered)
    {
        _registration.Dispose();
        if (_response is null)
        {
            if (!done.IsCompletedSuccessfully)
                Silo.Logger.OneWayFailed(done.Exception, ToString());
        }
        else if (done.IsCanceled)
            _response.TrySetCanceled(CancelledBy(done));
        else if (done.IsFaulted)
            _response.TrySetException(done.Exception!.InnerExceptions);
        else if (done is Task<TResult> typed && filtered is not { IsReplaced: true })
            _response.TrySetResult(typed.Result);
        else
            _response.TrySetResult(filtered?.Result is TResult result ? result : default!);
    }

    public override void Fail(Exception exception)
    {
        _registration.Dispose();
        _dropped = true;
        _response?.TrySetException(exception);
    }

    /// <summary>Gives the callee a token of its own, signalled as a turn of the callee; the caller's promise is cancelled at once.</summary>
    private bool TakeToken()
    {
        var callers = (CancellationToken)_arguments[_method.TokenIndex]!;
        if (callers.IsCancellationRequested)
        {
            _dropped = true;
            _response?.TrySetCanceled(callers);
            return false;
        }
        if (!callers.CanBeCanceled)
            return true;
        _calleeToken = new CancellationTokenSource();
        _arguments[_method.TokenIndex] = _calleeToken.Token;
        _registration = callers.UnsafeRegister(_ =>
        {
            _dropped = true;
            _response?.TrySetCanceled(callers);
            Signal(_calleeToken);
        }, null);
        return true;
    }

    private void Signal(CancellationTokenSource callee)
    {
        if (RunningOn is not { } scheduler)
        {
            callee.Cancel();
            return;
        }
        using (SuppressedFlow.Enter())
            Task.Factory.StartNew(callee.Cancel, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
    }

    private static CancellationToken CancelledBy(Task done)
    {
        try
        {
            done.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException exception)
        {
            return exception.CancellationToken;
        }
        return new CancellationToken(true);
    }
}
