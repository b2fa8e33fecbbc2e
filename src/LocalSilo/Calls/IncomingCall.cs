using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.GrainMethodInvoker</c>: one call on its way through the filters.</summary>
internal sealed class IncomingCall(Request request, GrainId targetId, IGrainContext? targetContext, object grain, IIncomingGrainCallFilter[] filters)
    : IIncomingGrainCallContext
{
    private int _stage;

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

    public object? Result { get; set; }

    public Task Invoke()
    {
        var stage = _stage++;
        if (stage < filters.Length)
            return filters[stage].Invoke(this);
        if (stage == filters.Length && grain is IIncomingGrainCallFilter own)
            return own.Invoke(this);
        return InvokeMethodAsync();
    }

    private async Task InvokeMethodAsync()
    {
        var task = request.InvokeOn(grain);
        await task;
        Result = request.ResultOf(task);
    }
}
