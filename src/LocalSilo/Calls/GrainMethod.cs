using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>What is known of one interface method, found once: how to call it, its attributes, its token. Stands for the invokable classes
/// that Orleans generates.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> All = new();

    protected GrainMethod(MethodInfo method)
    {
        Method = method;
        InterfaceName = method.DeclaringType!.FullName!.Replace('+', '.');
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        TokenIndex = Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));
        Call = Compile(method);
    }

    public MethodInfo Method { get; }

    public string InterfaceName { get; }

    public bool OneWay { get; }

    public bool ReadOnly { get; }

    public bool AlwaysInterleave { get; }

    /// <summary>The position of the <see cref="CancellationToken"/>, or -1.</summary>
    public int TokenIndex { get; }

    /// <summary>Calls the method on a grain, with its result as a task.</summary>
    public Func<object, object?[], Task> Call { get; }

    public static GrainMethod Of(MethodInfo method) => All.TryGetValue(method, out var known) ? known : All.GetOrAdd(method, Create);

    /// <summary>Sends the call; what comes back is what the interface's method returns.</summary>
    public abstract object Send(GrainReference target, object?[] arguments);

    private static GrainMethod Create(MethodInfo method)
    {
        var type = method.ReturnType;
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (method.IsGenericMethod || !(type == typeof(Task) || type == typeof(ValueTask) || generic == typeof(Task<>) || generic == typeof(ValueTask<>)))
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method is not generic and returns Task, Task<T>, ValueTask or ValueTask<T>.");
        var result = generic is null ? typeof(NoResult) : type.GetGenericArguments()[0];
        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), method)!;
    }

    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(target, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        if (method.ReturnType.IsValueType)
            call = Expression.Call(call, nameof(ValueTask.AsTask), null);
        return Expression.Lambda<Func<object, object?[], Task>>(Expression.Convert(call, typeof(Task)), target, arguments).Compile();
    }
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct NoResult;

/// <inheritdoc/>
internal sealed class GrainMethod<TResult>(MethodInfo method) : GrainMethod(method)
{
    private readonly bool _valueTask = method.ReturnType.IsValueType;
    private readonly bool _hasResult = typeof(TResult) != typeof(NoResult);

    public override object Send(GrainReference target, object?[] arguments)
    {
        var request = new Call<TResult>(this, arguments, target.Silo);
        request.Send(target);
        var task = OneWay ? Task.CompletedTask : request.Response;
        return !_valueTask ? task : _hasResult ? new ValueTask<TResult>((Task<TResult>)task) : new ValueTask(task);
    }
}
