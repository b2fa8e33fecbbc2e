using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;

namespace QuizOrleans.Silo;

/// <summary>
/// Keeps what a grain interface is called. Orleans reads the interface's attributes, and by convention its name, anew at every <c>GetGrain</c>, which is 3 % of a duel's cost; the answer
/// never changes.
/// </summary>
internal sealed class KnownInterfaceTypes(IServiceProvider services) : IGrainInterfaceTypeProvider
{
    private readonly AttributeGrainInterfaceTypeProvider _attributes = new(services);
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    /// <summary>Before Orleans' own, so that it is asked first.</summary>
    public static void AddTo(IServiceCollection services) => services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, KnownInterfaceTypes>());

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _known.GetOrAdd(type, Find);
        return true;
    }

    private GrainInterfaceType Find(Type type) =>
        _attributes.TryGetGrainInterfaceType(type, out var named) ? named : services.GetRequiredService<GrainInterfaceTypeResolver>().GetGrainInterfaceTypeByConvention(type);
}
