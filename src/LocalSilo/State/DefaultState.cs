using System.Runtime.CompilerServices;

namespace QuizOrleans.LocalSilo;

/// <summary>What a state is before anything was written: made by its parameterless constructor, or with every field at its default.</summary>
public static class DefaultState
{
    public static T Of<T>() => typeof(T).IsValueType ? default!
        : typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
