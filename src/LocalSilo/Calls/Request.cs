using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>A message to one activation or observer, from its sending to its answer. Mirrors <c>Orleans.Runtime.Message</c> and
/// <c>CallbackData</c>; it is also the node of its target's queue, so a call allocates little.</summary>
internal abstract class Request(LocalSiloHost silo) : IInvokable
{
    public LocalSiloHost Silo { get; } = silo;

    /// <summary>The sweep in which it was sent: time-outs are counted in sweeps, so a call reads no clock.</summary>
    public int SentInSweep { get; } = silo.Sweep;

    public Dictionary<string, object>? Context { get; protected init; }

    public GrainId? Source { get; protected init; }

    public virtual bool ReadOnly => false;

    public virtual bool AlwaysInterleave => false;

    public virtual bool KeepAlive => true;

    /// <summary>Meant for this very activation and none after it.</summary>
    public virtual bool LocalOnly => false;

    /// <summary>Sent over a running request of its own call chain.</summary>
    public Guid ReentrancyId => RequestContext.ReentrancyIdOf(Context);

    /// <summary>How often an activation that left has passed it on.</summary>
    public int Forwards { get; set; }

    public Request? Next { get; set; }

    /// <summary>Where its method runs, once it runs.</summary>
    public TaskScheduler? RunningOn { get; set; }

    /// <summary>Its place among the running ones, for removal in constant time.</summary>
    public int RunningIndex { get; set; }

    /// <summary>Answered already: timed out, cancelled, or failed with the silo. If still queued, it is dropped.</summary>
    public abstract bool IsAnswered { get; }

    public abstract MethodInfo Method { get; }

    public abstract string InterfaceName { get; }

    public abstract object?[] Arguments { get; }

    public abstract Task InvokeOn(object target);

    /// <summary>The result of a task that <see cref="InvokeOn"/> gave and that ran to its end.</summary>
    public abstract object? ResultOf(Task done);

    /// <summary>Answers the caller with the outcome of <paramref name="done"/>, or with a filter's result where filters ran.</summary>
    public abstract void Answer(Task done, IncomingCall? filtered);

    public abstract void Fail(Exception exception);

    public bool HasExpired(int sweep) => sweep - SentInSweep > Silo.ResponseSweeps;

    public void Expire()
    {
        if (!IsAnswered)
            Fail(new TimeoutException($"Response did not arrive on time in {Silo.Options.ResponseTimeout} for message: {this}."));
    }

    public override string ToString() => $"{InterfaceName}.{Method.Name}";

    int IInvokable.GetArgumentCount() => Arguments.Length;

    object? IInvokable.GetArgument(int index) => Arguments[index];

    void IInvokable.SetArgument(int index, object? value) => Arguments[index] = value;

    string IInvokable.GetMethodName() => Method.Name;

    string IInvokable.GetInterfaceName() => InterfaceName;

    MethodInfo IInvokable.GetMethod() => Method;

    Type IInvokable.GetInterfaceType() => Method.DeclaringType!;
}
