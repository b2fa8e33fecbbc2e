using System.Diagnostics.CodeAnalysis;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Storage.IGrainStorage</c> (without the overloads that take a token). Write and clear throw
/// <see cref="InconsistentStateException"/> when the stored ETag is not <c>grainState.ETag</c>; all three set ETag, State and RecordExists.
/// Registered unkeyed as the default, or keyed by the name that <see cref="PersistentStateAttribute"/> gives.</summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

/// <summary>Mirrors <c>Orleans.IGrainState&lt;T&gt;</c>.</summary>
public interface IGrainState<T>
{
    T? State { get; set; }

    string? ETag { get; set; }

    bool RecordExists { get; set; }
}

/// <summary>Mirrors <c>Orleans.GrainState&lt;T&gt;</c>.</summary>
public sealed class GrainState<T> : IGrainState<T>
{
    public GrainState() { }

    public GrainState(T? state, string? eTag = null) => (State, ETag) = (state, eTag);

    public T? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}

/// <summary>Mirrors <c>Orleans.Core.IStorage</c>. The tokens are not looked at: an operation that was begun is ended.</summary>
public interface IStorage
{
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    Task WriteStateAsync();

    Task ReadStateAsync();

    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>Mirrors <c>Orleans.Core.IStorage&lt;TState&gt;</c>.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}

/// <summary>Mirrors <c>Orleans.Runtime.IPersistentState&lt;TState&gt;</c>: read before <c>OnActivateAsync</c>.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Mirrors <c>Orleans.Runtime.PersistentStateAttribute</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[SuppressMessage("Performance", "CA1813", Justification = "Orleans leaves it open.")]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName ?? throw new ArgumentNullException(nameof(stateName));

    public string? StorageName { get; } = storageName;
}
