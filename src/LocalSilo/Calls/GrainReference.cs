using System.Collections.Concurrent;
using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.GrainReference</c>: a proxy for one grain or observer. Equal when its target is.</summary>
public class GrainReference : DispatchProxy, IAddressable, IEquatable<GrainReference>
{
    /// <summary>Where the last call went; asked first, so that a warm call looks nothing up.</summary>
    internal IMessageTarget? LastTarget { get; set; }

    internal LocalSiloHost Silo { get; private set; } = null!;

    public GrainId GrainId { get; private set; }

    internal GrainReference To(LocalSiloHost silo, GrainId id)
    {
        var copy = (GrainReference)MemberwiseClone();
        (copy.Silo, copy.GrainId, copy.LastTarget) = (silo, id, null);
        return copy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => GrainMethod.Of(targetMethod!).Send(this, args ?? []);

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}";
}

/// <summary>Makes references: one prototype an interface, cloned.</summary>
internal sealed class References(LocalSiloHost silo)
{
    private static readonly ConcurrentDictionary<Type, GrainReference> Prototypes = new();

    public GrainReference Create(Type interfaceType, GrainId id) => Prototypes.GetOrAdd(interfaceType, Prototype).To(silo, id);

    private static GrainReference Prototype(Type interfaceType)
    {
        if (!interfaceType.IsInterface)
            throw new ArgumentException($"{interfaceType.FullName} is not an interface.");
        foreach (var method in interfaceType.GetInterfaces().Append(interfaceType).SelectMany(type => type.GetMethods()))
            GrainMethod.Of(method);
        return (GrainReference)DispatchProxy.Create(interfaceType, typeof(GrainReference));
    }
}
