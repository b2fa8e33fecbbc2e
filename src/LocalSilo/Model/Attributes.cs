namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Concurrency.ReadOnlyAttribute</c>: such calls interleave among themselves.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.Concurrency.ReentrantAttribute</c>: any call may start while another one awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.Concurrency.AlwaysInterleaveAttribute</c>: such a call never waits for the ones before it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.Concurrency.OneWayAttribute</c>: the caller's task is done when the message is sent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.Concurrency.StatelessWorkerAttribute</c>: up to <paramref name="maxLocalWorkers"/> activations of one key
/// (by default one a processor). Surplus workers leave by idle collection; Orleans' adaptive removal is not mirrored.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute
{
    public StatelessWorkerAttribute() : this(Environment.ProcessorCount) { }

    public int MaxLocalWorkers { get; } = maxLocalWorkers;
}

/// <summary>Mirrors <c>Orleans.KeepAliveAttribute</c>: never collected for idleness.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.Placement.PreferLocalPlacementAttribute</c>; one process, so it says nothing here.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.GrainTypeAttribute</c>: the type half of the grain's id.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    public string GrainType { get; } = grainType;
}

/// <summary>Mirrors <c>Orleans.GenerateSerializerAttribute</c>. Nothing is serialised between grains here; the contract tests read it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;

/// <summary>Mirrors <c>Orleans.IdAttribute</c>: a member's number on the wire.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    public uint Id { get; } = id;
}

/// <summary>Mirrors <c>Orleans.AliasAttribute</c>: a type's or method's name on the wire.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum
    | AttributeTargets.Method, AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    public string Alias { get; } = alias;
}

/// <summary>Mirrors <c>Orleans.ImmutableAttribute</c>. Here every message is taken as immutable: none is copied.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property
    | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
