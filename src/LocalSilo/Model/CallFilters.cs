using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.IIncomingGrainCallFilter</c>: registered as services, in order; then the grain itself if it is one. As in
/// Orleans it sees reminders (<see cref="IRemindable"/>), timer ticks (interface <c>IGrainTimerInvoker</c>) and observer calls too.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Mirrors the used part of <c>Orleans.Serialization.Invocation.IInvokable</c>: a call's arguments and method.</summary>
public interface IInvokable
{
    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object? value);

    string GetMethodName();

    string GetInterfaceName();

    MethodInfo GetMethod();

    Type GetInterfaceType();
}

/// <summary>Mirrors <c>Orleans.IGrainCallContext</c> without <c>Response</c> and <c>InterfaceType</c>, which speak of the wire.</summary>
public interface IGrainCallContext
{
    IInvokable Request { get; }

    object Grain { get; }

    /// <summary>The calling grain; null for a caller outside of grains, where Orleans gives the client's id.</summary>
    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    object? Result { get; set; }

    /// <summary>Goes on: the next filter, or the grain's method.</summary>
    Task Invoke();
}

/// <summary>Mirrors <c>Orleans.IIncomingGrainCallContext</c>.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    IGrainContext? TargetContext { get; }

    MethodInfo ImplementationMethod { get; }
}
