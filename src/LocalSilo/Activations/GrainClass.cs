using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace QuizOrleans.LocalSilo;

/// <summary>A grain class: its type name, its attributes, and how to construct it.</summary>
internal sealed class GrainClass
{
    private static readonly MethodInfo CreateStateMethod = typeof(GrainClass).GetMethod(nameof(CreateState), BindingFlags.Static | BindingFlags.NonPublic)!;
    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object?>[] _arguments;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = NameOf(type);
        Reentrant = type.IsDefined(typeof(ReentrantAttribute));
        KeepAlive = type.IsDefined(typeof(KeepAliveAttribute));
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        IsFilter = type.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        var constructors = type.GetConstructors();
        var constructor = constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new ArgumentException($"{type.FullName} has no public constructor.");
        _constructor = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(Argument)];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool Reentrant { get; }

    public bool KeepAlive { get; }

    /// <summary>How many activations a key may have; zero if the class is no stateless worker.</summary>
    public int MaxWorkers { get; }

    public bool IsFilter { get; }

    public object Create(Activation activation)
    {
        var arguments = Array.ConvertAll(_arguments, argument => argument(activation));
        return _constructor.Invoke(arguments.AsSpan());
    }

    /// <summary>Orleans' convention: the class's name in lower case without its last word "Grain".</summary>
    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return GrainType.Create(named.GrainType);
#pragma warning disable CA1308 // The name is compared with what Orleans writes, which is lower case.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return GrainType.Create(name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name);
    }

    private static Func<Activation, object?> Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return CreateStateMethod.MakeGenericMethod(type.GetGenericArguments()[0]).CreateDelegate<Func<PersistentStateAttribute, Activation, object>>()
                is var create ? activation => create(state, activation) : throw new InvalidOperationException();
        if (type == typeof(IGrainContext))
            return static activation => activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static PersistentState<TState> CreateState<TState>(PersistentStateAttribute attribute, Activation activation)
    {
        var storage = string.IsNullOrWhiteSpace(attribute.StorageName)
            ? activation.ActivationServices.GetService<IGrainStorage>()
            : activation.ActivationServices.GetKeyedService<IGrainStorage>(attribute.StorageName);
        if (storage is null)
            throw new BadProviderConfigException(string.IsNullOrWhiteSpace(attribute.StorageName)
                ? $"No default storage provider found loading grain type {activation.GrainId.Type}."
                : $"No storage provider named \"{attribute.StorageName}\" found loading grain type {activation.GrainId.Type}.");
        var state = new PersistentState<TState>(attribute.StateName, activation, storage);
        activation.AddState(state);
        return state;
    }
}
