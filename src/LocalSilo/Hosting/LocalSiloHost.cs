using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuizOrleans.LocalSilo;

/// <summary>The silo: it finds or makes the activation for a call, and ends them all. It lives once: after <see cref="StopAsync"/> or
/// <see cref="Kill"/> a new one is made over the same storage, as a new process would be.</summary>
public sealed partial class LocalSiloHost : IHostedService, IClusterClient, IDisposable
{
    private static readonly GrainType ObserverType = GrainType.Create("observer");
    private readonly GrainClasses _classes;
    private readonly IIncomingGrainCallFilter[] _filters;
    private readonly ISingleSiloLease? _lease;
    private readonly ConcurrentDictionary<GrainId, IMessageTarget> _targets = new();
    private readonly LostCalls _lostCalls = new();
    private readonly List<IDisposable> _running = [];
    private volatile SiloStatus _status;
    private long _number;
    private volatile int _sweep;

    public LocalSiloHost(IServiceProvider services, IOptions<LocalSiloOptions> options, ILogger<LocalSiloHost> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (ServiceProvider, Options, Logger) = (services, options.Value, logger);
        TimeProvider = Options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        _classes = new GrainClasses(Options.GrainAssemblies.Count > 0 ? Options.GrainAssemblies : ProductAssemblies.Find());
        _filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        _lease = services.GetService<ISingleSiloLease>();
        References = new References(this);
        Reminders = new ReminderService(this, services.GetRequiredService<IReminderTable>(), Options.MinimumReminderPeriod);
        SweepPeriod = TimeSpan.FromTicks(Math.Clamp(Options.ResponseTimeout.Ticks / 10, TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerSecond));
        ResponseSweeps = Sweeps(Options.ResponseTimeout);
    }

    private enum SiloStatus
    {
        Created,
        Running,
        Stopping,
        Ended,
    }

    public IServiceProvider ServiceProvider { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>Activations in memory now, for metrics and tests.</summary>
    public int ActivationCount => Activations().Count();

    internal LocalSiloOptions Options { get; }

    internal ILogger Logger { get; }

    internal TaskScheduler TaskScheduler => Options.TaskScheduler;

    internal IIncomingGrainCallFilter[] Filters => _filters;

    internal References References { get; }

    internal ReminderService Reminders { get; }

    /// <summary>Ticks of the slow clock by which time-outs and idleness are counted.</summary>
    internal int Sweep => _sweep;

    internal int ResponseSweeps { get; }

    private TimeSpan SweepPeriod { get; }

    internal long NextNumber() => Interlocked.Increment(ref _number);

    internal void Dispatch(GrainReference reference, Request request)
    {
        if (_status is SiloStatus.Running or SiloStatus.Stopping && reference.LastTarget?.TryReceive(request) is true)
            return;
        reference.LastTarget = Deliver(reference.GrainId, request);
    }

    /// <summary>Sends on what waited at an activation that is gone.</summary>
    internal void Redispatch(GrainId id, Request request)
    {
        try
        {
            Deliver(id, request);
        }
        catch (Exception exception)
        {
            request.Fail(exception);
        }
    }

    /// <summary>Runs engine code that belongs to no activation on the silo's scheduler, without the caller's context.</summary>
    internal Task RunOutside(Func<Task> action)
    {
        using (SuppressedFlow.Enter())
            return Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler).Unwrap();
    }

    internal void RemoveObserver(GrainId id) => _targets.TryRemove(id, out _);

    private IMessageTarget Deliver(GrainId id, Request request)
    {
        while (true)
        {
            if (_status is SiloStatus.Created or SiloStatus.Ended)
                throw new SiloUnavailableException(_status == SiloStatus.Created ? "The silo has not started." : "The silo is gone.");
            var target = _targets.TryGetValue(id, out var known) ? known : Add(id);
            if (target.TryReceive(request))
                return target;
            // It ended between the two lines above. Its own end removes it too; whoever comes first.
            if (target is not LostCalls)
                _targets.TryRemove(new KeyValuePair<GrainId, IMessageTarget>(id, target));
        }
    }

    private IMessageTarget Add(GrainId id)
    {
        if (id.Type == ObserverType)
            return _lostCalls;
        if (_status == SiloStatus.Stopping)
            throw new SiloUnavailableException("The silo is stopping and activates no more grains.");
        var grainClass = _classes.Of(id.Type);
        return _targets.GetOrAdd(id, id => grainClass.MaxWorkers > 0 ? new StatelessWorkers(this, grainClass, id) : new Activation(this, grainClass, id, Forget));
    }

    private void Forget(Activation activation) => _targets.TryRemove(new KeyValuePair<GrainId, IMessageTarget>(activation.GrainId, activation));

    private IEnumerable<IMessageTarget> Targets() => _targets.Select(target => target.Value).Append(_lostCalls);

    private IEnumerable<Activation> Activations() => _targets.SelectMany(target => target.Value switch
    {
        Activation activation => [activation],
        StatelessWorkers workers => workers.Workers,
        _ => Array.Empty<Activation>(),
    });

    private int Sweeps(TimeSpan time) => (int)Math.Min(int.MaxValue, Math.Ceiling(time / SweepPeriod));
}
