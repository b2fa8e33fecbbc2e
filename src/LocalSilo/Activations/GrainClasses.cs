using System.Collections.Concurrent;
using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>The grain classes of the scanned assemblies, by grain type and by interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ConcurrentDictionary<Type, GrainClass> _byInterface = new();

    public GrainClasses(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var grainClass = new GrainClass(type);
            if (!_byType.TryAdd(grainClass.GrainType, grainClass))
                throw new ArgumentException($"{type.FullName} and {_byType[grainClass.GrainType].Type.FullName} have the same grain type \"{grainClass.GrainType}\"; give one a [GrainType].");
        }
    }

    public GrainClass Of(GrainType type) =>
        _byType.TryGetValue(type, out var found) ? found : throw new ArgumentException($"Could not find a grain class for grain type \"{type}\".");

    public GrainClass Of(Type interfaceType, string? classNamePrefix) =>
        classNamePrefix is null ? _byInterface.GetOrAdd(interfaceType, static (type, my) => my.Find(type, null), this) : Find(interfaceType, classNamePrefix);

    private GrainClass Find(Type interfaceType, string? prefix)
    {
        GrainClass[] found = [.. _byType.Values.Where(grain => grain.Type.IsAssignableTo(interfaceType)
            && (prefix is null || grain.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal)))];
        return found switch
        {
            [var one] => one,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType.FullName}."),
            _ => throw new ArgumentException($"More than one grain class implements {interfaceType.FullName}: {string.Join(", ", found.Select(grain => grain.Type.FullName))}."),
        };
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && type.IsAssignableTo(typeof(IGrain)) && type.IsAssignableTo(typeof(IGrainBase));
}
