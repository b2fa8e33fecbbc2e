using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Walks grain and observer interfaces down to every type they carry, and tells what is wrong for either engine: LocalSilo copies no
/// message, so each must be immutable all the way down; Orleans serialises it, so each type and member needs its stable name.</summary>
public sealed class ContractWalker
{
    private static readonly ImmutableHashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Uri), typeof(GrainId),
    ];

    private static readonly ImmutableHashSet<Type> Collections =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    ];

    private readonly HashSet<Type> _seen = [];
    private readonly Dictionary<string, Type> _aliases = [];
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How many message types were looked at, so that a walk over nothing is noticed.</summary>
    public int Types => _seen.Count;

    public void Walk(Type contract)
    {
        NameOf(contract);
        foreach (var method in contract.GetMethods())
        {
            foreach (var parameter in method.GetParameters())
            {
                if (parameter.ParameterType != typeof(CancellationToken))
                    Visit(parameter.ParameterType, $"{contract.Name}.{method.Name}({parameter.Name})");
                else if (parameter.Position != method.GetParameters().Length - 1)
                    _problems.Add($"{contract.Name}.{method.Name}: the CancellationToken is not the last parameter");
            }
            VisitResult(method, contract);
        }
    }

    private void VisitResult(MethodInfo method, Type contract)
    {
        var type = method.ReturnType;
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
            Visit(type.GetGenericArguments()[0], $"the result of {contract.Name}.{method.Name}");
        else if (type != typeof(Task) && type != typeof(ValueTask))
            _problems.Add($"{contract.Name}.{method.Name} returns {type.Name}, which is no task");
    }

    private void Visit(Type type, string where)
    {
        if (type.IsPrimitive || type.IsEnum || Leaves.Contains(type) || type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
            return;
        if (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition()))
        {
            foreach (var argument in type.GetGenericArguments())
                Visit(argument, where);
            return;
        }
        if (!type.Name.StartsWith('<') && !type.Assembly.GetName().Name!.StartsWith("QuizOrleans.", StringComparison.Ordinal) || type.IsArray || type.IsInterface)
        {
            _problems.Add($"{where}: {Name(type)} is not known to be immutable");
            return;
        }
        if (_seen.Add(type))
            VisitRecord(type, where);
    }

    private void VisitRecord(Type type, string where)
    {
        NameOf(type);
        Need<GenerateSerializerAttribute>(type);
        Need<ImmutableAttribute>(type);
        if (type is { IsClass: true, IsSealed: false, IsAbstract: false })
            _problems.Add($"{Name(type)} is neither sealed nor abstract: a derived type could be anything");
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            Visit(parent, $"the base of {Name(type)}");
        if (type.IsAbstract)
        {
            foreach (var derived in type.Assembly.GetTypes().Where(other => other != type && other.BaseType == type))
                Visit(derived, $"{Name(derived)} under {Name(type)}");
        }
        var ids = new HashSet<uint>();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            VisitMember(type, field, ids, where);
    }

    private void VisitMember(Type type, FieldInfo field, HashSet<uint> ids, string where)
    {
        var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
        var property = field.IsDefined(typeof(CompilerGeneratedAttribute)) ? type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) : null;
        var member = $"{Name(type)}.{name}";
        if (!field.IsInitOnly && !IsInit(property))
            _problems.Add($"{member} can be changed (seen in {where})");
        var id = property?.GetCustomAttribute<IdAttribute>() ?? field.GetCustomAttribute<IdAttribute>();
        if (id is null)
            _problems.Add($"{member} has no [Id]");
        else if (!ids.Add(id.Id))
            _problems.Add($"{member} shares [Id({id.Id})] with another member");
        Visit(field.FieldType, member);
    }

    private void NameOf(Type type)
    {
        if (type.GetCustomAttributes<AliasAttribute>().FirstOrDefault()?.Alias is not { } alias)
            _problems.Add($"{Name(type)} has no [Alias]");
        else if (_aliases.TryGetValue(alias, out var other) && Definition(other) != Definition(type))
            _problems.Add($"{Name(type)} and {Name(other)} share the alias {alias}");
        else
            _aliases[alias] = type;
    }

    private void Need<TAttribute>(Type type) where TAttribute : Attribute
    {
        if (!type.IsDefined(typeof(TAttribute), inherit: false))
            _problems.Add($"{Name(type)} has no [{typeof(TAttribute).Name[..^"Attribute".Length]}]");
    }

    private static bool IsInit(PropertyInfo? property) => property?.SetMethod is { } setter
        && setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
