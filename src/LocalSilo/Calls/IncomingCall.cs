using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.GrainMethodInvoker</c>: one call on its way through the filters.</summary>
internal sealed class IncomingCall(Request request, GrainId targetId, IGrainContext? targetContext, object grain, IIncomingGrainCallFilter[] filters)
    : IIncomingGrainCallContext
{
    private int _stage;
    private Task? _done;
    private object? _result;

    public IInvokable Request => request;

    public object Grain => grain;

    public GrainId? SourceId => request.Source;

    public GrainId TargetId => targetId;

    public IGrainContext? TargetContext => targetContext;

    public string InterfaceName => request.InterfaceName;

    public string MethodName => request.Method.Name;

    public MethodInfo InterfaceMethod => request.Method;

    public MethodInfo ImplementationMethod
    {
        get
        {
            if (!request.Method.DeclaringType!.IsInstanceOfType(grain))
                return request.Method;
            var map = grain.GetType().GetInterfaceMap(request.Method.DeclaringType);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, request.Method)];
        }
    }

    /// <summary>The method's result, or what a filter put in its place.</summary>
    public object? Result
    {
        get => IsReplaced ? _result : _done is { IsCompletedSuccessfully: true } done ? request.ResultOf(done) : null;
        set => (_result, IsReplaced) = (value, true);
    }

    /// <summary>Whether a filter has set the result.</summary>
    public bool IsReplaced { get; private set; }

    public Task Invoke()
    {
        var stage = _stage++;
        if (stage < filters.Length)
            return filters[stage].Invoke(this);
        if (stage == filters.Length && grain is IIncomingGrainCallFilter own)
            return own.Invoke(this);
        // The method's own task: a filter that only looks costs no turn and no box.
        return _done = request.InvokeOn(grain);
    }
}
