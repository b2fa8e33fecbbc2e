namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.IAddressable</c>: what a message can be sent to.</summary>
public interface IAddressable;

/// <summary>Mirrors <c>Orleans.IGrain</c>.</summary>
public interface IGrain : IAddressable;

/// <summary>Mirrors <c>Orleans.IGrainWithStringKey</c>, the only kind of key there is here.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>Mirrors <c>Orleans.IGrainObserver</c>.</summary>
public interface IGrainObserver : IAddressable;

/// <summary>Mirrors <c>Orleans.IGrainBase</c>.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }

    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>Mirrors the used part of <c>Orleans.Runtime.IGrainContext</c>: one activation as seen from outside.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }

    object? GrainInstance { get; }

    IServiceProvider ActivationServices { get; }

    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
