using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Generation;

/// <summary>One request for questions. Its work runs beside its calls, from a timer, so that whoever asks how far it is does not wait for a model.</summary>
[SuppressMessage("Design", "CA1001", Justification = "They hold nothing that a finalizer would have to free, and work may still unwind when the grain goes.")]
public sealed partial class GenerationGrain(
    [PersistentState("generation", StorageNames.Grains)] IPersistentState<GenerationState> state,
    QuestionMaker maker,
    FallbackQuestions fallback,
    GenerationMetrics metrics,
    IOptions<GenerationOptions> options,
    TimeProvider time,
    ILogger<GenerationGrain> logger)
    : Grain, IGenerationGrain, IRemindable
{
    private const string Forget = "forget";
    private const int MostMs = 5 * 60 * 1000;

    private static readonly Refusal NotFound = new("not_found", "There is no such request, or it was forgotten.");
    private static readonly Refusal OtherRequest = new("request_taken", "This request id was used for another request.");
    private static readonly Refusal Over = new("not_allowed_now", "It is over.");

    private readonly Dictionary<string, (IGenerationObserver Observer, DateTimeOffset Until)> _fronts = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private IGrainTimer? _work;

    private TenantKey Key => TenantKey.Parse(this.GetPrimaryKeyString());

    private GenerationState State => state.State;

    private bool IsRunning => State is { Request: not null, Status: GenerationState.Running };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Its process ended in the middle: what had passed is there, and the rest is asked for again, or stood in for, by the same deadline.
        if (IsRunning) BeginWork();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        StopWork();
        return Task.CompletedTask;
    }

    public async Task<Outcome<GenerationView>> Start(StartGeneration command, CancellationToken cancellationToken)
    {
        if (Known(command) is { } known) return known;
        var now = time.GetUtcNow();
        var allowed = command.WithinMs is { } within ? TimeSpan.FromMilliseconds(Math.Clamp(within, 0, MostMs)) : options.Value.RequestTime;
        await Change(_ => new GenerationState { Request = command, StartedAt = now, Deadline = now + allowed });
        await Remember();
        BeginWork();
        return View();
    }

    public Task<Outcome<GenerationView>> Look(StartGeneration command, CancellationToken cancellationToken) => Task.FromResult(Known(command) ?? NotFound);

    public Task<Outcome<GenerationView>> Read(CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<GenerationView>>(State.Request is null ? NotFound : View());

    public async Task<Receipt> Cancel(CancellationToken cancellationToken)
    {
        if (State.Request is null) return Refused(NotFound);
        if (!IsRunning) return Refused(Over);
        StopWork();
        return await End(GenerationState.Cancelled, new Unmade("cancelled", "It was cancelled.", null)) ? new Receipt(true, "ok", "", 0) : Refused(Over);
    }

    public Task<Outcome<GenerationView>> Subscribe(string frontId, IGenerationObserver observer)
    {
        if (State.Request is null) return Task.FromResult<Outcome<GenerationView>>(NotFound);
        _fronts[frontId] = (observer, time.GetUtcNow() + GenerationLimits.SubscriptionLease);
        return Task.FromResult<Outcome<GenerationView>>(View());
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (IsRunning) return;
        if (await this.GetReminder(Forget) is { } reminder) await this.UnregisterReminder(reminder);
        if (state.RecordExists) await state.ClearStateAsync();
        DeactivateOnIdle();
    }

    /// <summary>Null for a request that would begin.</summary>
    private Outcome<GenerationView>? Known(StartGeneration command) =>
        Topics.Read(command.Topic).Fault is { } fault ? new Refusal("invalid_argument", fault)
        : State.Request is not { } known ? null
        : Same(known, command) ? View()
        : OtherRequest;

    // Not CancelAsync: it goes through the thread pool, and what is cancelled belongs into this grain's turns.
    private void StopWork() => _stop.Cancel();

    private GenerationView View() => State.ToView(time.GetUtcNow());

    private async Task Remember()
    {
        try
        {
            await this.RegisterOrUpdateReminder(Forget, options.Value.KeepFor, options.Value.KeepFor);
        }
        catch (Exception e)
        {
            // It does its work all the same, and is kept for longer than it need be.
            LogNoReminder(logger, e, Key.Id);
        }
    }

    /// <summary>
    /// Writes what a change makes of the state, one after the other since work and calls interleave; null changes nothing. What could not be written is
    /// taken back, or the next call would show it.
    /// </summary>
    private async Task<bool> Change(Func<GenerationState, GenerationState?> change)
    {
        await _writing.WaitAsync();
        var before = state.State;
        try
        {
            if (change(before) is not { } next) return false;
            state.State = next;
            await state.WriteStateAsync();
            return true;
        }
        catch
        {
            state.State = before;
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Tell()
    {
        var (view, now) = (View(), time.GetUtcNow());
        foreach (var (front, (observer, until)) in _fronts.ToArray())
        {
            if (until < now) _fronts.Remove(front);
            else _ = Tell(observer, view);
        }
    }

    private async Task Tell(IGenerationObserver observer, GenerationView view)
    {
        try
        {
            await observer.OnUpdate(view);
        }
        catch (Exception e)
        {
            // The front asks again when it renews, and is told all of it then.
            LogNotTold(logger, e, Key.Id);
        }
    }

    private static bool Same(StartGeneration a, StartGeneration b) =>
        a.Topic == b.Topic && a.Caller == b.Caller && a.RoomPin == b.RoomPin && a.AllowFallback == b.AllowFallback;

    private static Receipt Refused(Refusal refusal) => new(false, refusal.Code, refusal.Message, 0);

    [LoggerMessage(3211, LogLevel.Warning, "Generation {Id} has no reminder to be forgotten by.")]
    private static partial void LogNoReminder(ILogger logger, Exception exception, string id);

    [LoggerMessage(3212, LogLevel.Warning, "A front was not told of generation {Id}.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string id);
}
