using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>What call filters see of a timer tick, by Orleans' name for it.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    Task InvokeCallbackAsync();
}

/// <summary>A timer's tick as a message: it waits its turn and keeps the rules of requests, but nobody waits for its answer.</summary>
internal sealed class TimerTick(GrainTimer timer, LocalSiloHost silo) : Request(silo)
{
    private static readonly MethodInfo Tick = typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!;

    public override bool AlwaysInterleave => timer.Interleave;

    public override bool KeepAlive => timer.KeepAlive;

    public override bool LocalOnly => true;

    public override bool IsAnswered => false;

    public override MethodInfo Method => Tick;

    public override string InterfaceName => nameof(IGrainTimerInvoker);

    public override object?[] Arguments => [];

    public override Task InvokeOn(object target) => timer.TickAsync();

    public override object? ResultOf(Task done) => null;

    public override void Answer(Task done, IncomingCall? filtered) => _ = done.Exception;

    public override void Fail(Exception exception) { }
}
