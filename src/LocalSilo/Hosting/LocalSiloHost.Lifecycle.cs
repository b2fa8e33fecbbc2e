using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QuizOrleans.LocalSilo;

/// <content>Start, stop, crash, and the slow clock.</content>
public sealed partial class LocalSiloHost
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_status != SiloStatus.Created)
            throw new InvalidOperationException("A silo starts once.");
        if (_lease is not null)
        {
            await _lease.AcquireAsync(cancellationToken);
            // It may have been taken long before, and lost since.
            if (_lease.Lost.IsCancellationRequested)
                throw new SiloLeaseHeldException($"this database ({_lease.LostTo})");
            _running.Add(_lease.Lost.UnsafeRegister(static silo => ((LocalSiloHost)silo!).OnLeaseLost(), this));
        }
        _status = SiloStatus.Running;
        using (SuppressedFlow.Enter())
        {
            _running.Add(TimeProvider.CreateTimer(static silo => ((LocalSiloHost)silo!).OnSweep(), this, SweepPeriod, SweepPeriod));
            _running.Add(TimeProvider.CreateTimer(static silo => ((LocalSiloHost)silo!).OnCollect(), this, Options.CollectionQuantum, Options.CollectionQuantum));
        }
        await Reminders.StartAsync(cancellationToken);
        Logger.Started(Options.ResponseTimeout);
    }

    /// <summary>Deactivates every grain (reason <see cref="DeactivationReasonCode.ShuttingDown"/>), as long as the token allows, then ends.
    /// Meanwhile no further grain is activated: such a call fails with <see cref="SiloUnavailableException"/>.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_status != SiloStatus.Running)
            return;
        _status = SiloStatus.Stopping;
        Reminders.Stop();
        Activation[] activations = [.. Activations().OrderBy(activation => activation.Number)];
        foreach (var activation in activations)
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is terminating."), cancellationToken);
        try
        {
            await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Logger.StopCutShort(activations.Count(activation => !activation.Deactivated.IsCompleted));
        }
        Kill();
        if (_lease is not null)
            await _lease.ReleaseAsync();
    }

    /// <summary>Ends as a crash does: no <c>OnDeactivateAsync</c>, no timer, no queued turn of any grain runs any more, and callers get
    /// <see cref="SiloUnavailableException"/>. The lease is not given back; a real crash would break its connection.</summary>
    public void Kill()
    {
        if (_status == SiloStatus.Ended)
            return;
        _status = SiloStatus.Ended;
        _running.ForEach(one => one.Dispose());
        Reminders.Stop();
        foreach (var target in Targets().OrderBy(target => target.Number))
            target.Kill(new SiloUnavailableException("The silo ended while the call was under way."));
        _targets.Clear();
    }

    public void Dispose() => Kill();

    private void OnSweep()
    {
        var sweep = Interlocked.Increment(ref _sweep);
        foreach (var target in Targets().Where(target => target.HasExpired(sweep)).OrderBy(target => target.Number))
            target.Expire(sweep);
    }

    private void OnCollect()
    {
        var (age, now) = (Sweeps(Options.CollectionAge), TimeProvider.GetUtcNow());
        foreach (var activation in Activations().OrderBy(activation => activation.Number))
            activation.CollectIfIdle(_sweep, age, now);
    }

    private void OnLeaseLost()
    {
        Logger.LeaseLost(_lease?.LostTo ?? "another process");
        Kill();
        if (ServiceProvider.GetService<IHostApplicationLifetime>() is not { } lifetime)
            return;
        // Whoever started the process must not take this for an end on request.
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
