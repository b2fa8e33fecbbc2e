using System.Reflection;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>Which grain engine this was built with and why, as build/Engine.props decided.</summary>
public static class Engine
{
    public static string Name { get; } = Metadata("GrainEngine");

    public static string Reason { get; } = Metadata("GrainEngineReason");

    public static string Version { get; } = typeof(Engine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private static string Metadata(string key) =>
        typeof(Engine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value ?? "";
}
