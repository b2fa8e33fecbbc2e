using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>The entry assembly and, through it, every referenced assembly of this product.</summary>
internal static class ProductAssemblies
{
    public static IReadOnlyCollection<Assembly> Find()
    {
        var found = new Dictionary<string, Assembly>();
        if (Assembly.GetEntryAssembly() is { } entry)
            Add(entry);
        return found.Values;

        void Add(Assembly assembly)
        {
            if (!found.TryAdd(assembly.FullName!, assembly))
                return;
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("QuizOrleans.", StringComparison.Ordinal)))
                Add(Assembly.Load(name));
        }
    }
}
