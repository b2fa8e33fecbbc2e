using System.Runtime.ExceptionServices;

namespace QuizOrleans.LocalSilo;

internal interface IActivationState
{
    Task ReadStateAsync();
}

/// <summary>Mirrors <c>Orleans.Core.StateStorageBridge&lt;TState&gt;</c>: operations of one activation run one after the other; a write
/// asked for while another write still waits to start is the same write. What is no <see cref="OrleansException"/> is wrapped in one.</summary>
internal sealed class PersistentState<TState>(string name, Activation activation, IGrainStorage storage) : IPersistentState<TState>, IActivationState
{
    private readonly GrainState<TState> _state = new(DefaultState.Of<TState>());
    private Task _last = Task.CompletedTask;
    private Task? _waitingWrite;
    private bool _read;

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _read ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => _last = RunAsync(_last, nameof(ReadStateAsync), static async self =>
    {
        await self.Storage.ReadStateAsync(self.Name, self.GrainId, self._state);
        self._read = true;
    });

    public Task WriteStateAsync() => _waitingWrite is not null && _last == _waitingWrite ? _last : (_last = _waitingWrite = RunAsync(_last, nameof(WriteStateAsync), static self =>
    {
        self._waitingWrite = null;
        return self.Storage.WriteStateAsync(self.Name, self.GrainId, self._state);
    }));

    public Task ClearStateAsync() => _last = RunAsync(_last, nameof(ClearStateAsync),
        static self => self.Storage.ClearStateAsync(self.Name, self.GrainId, self._state));

    private string Name => name;

    private IGrainStorage Storage => storage;

    private GrainId GrainId => activation.GrainId;

    private async Task RunAsync(Task previous, string operation, Func<PersistentState<TState>, Task> action)
    {
        // Only now is the operation queued: what the grain changes in this turn is in the write, and writes of one turn are one.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await action(this);
        }
        catch (Exception exception)
        {
            activation.Silo.Logger.StorageFailed(exception, operation, name, GrainId);
            if (exception is OrleansException)
                ExceptionDispatchInfo.Throw(exception);
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{name} during {operation} for grain {GrainId}: {exception.Message}", exception);
        }
    }
}
