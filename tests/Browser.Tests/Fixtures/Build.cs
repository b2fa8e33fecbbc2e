using System.Reflection;

namespace QuizOrleans.Browser.Tests.Fixtures;

/// <summary>Where the build put things (the project file says so).</summary>
public static class Build
{
    public static string Screenshots => Path.GetFullPath(Metadata("Screenshots"));

    /// <summary>The folder of the TypeScript client, its packages installed.</summary>
    public static string Client => Path.GetFullPath(Metadata("Client"));

    /// <summary>The web front's program, with the page beside it.</summary>
    /// <exception cref="InvalidOperationException">The page is not built; the message says how to.</exception>
    public static string Program()
    {
        var program = Path.GetFullPath(Metadata("Program"));
        return File.Exists(Path.Combine(Path.GetDirectoryName(program)!, "wwwroot", "index.html"))
            ? program
            : throw new InvalidOperationException("The page is not built; `./quiz test` builds it and runs these tests (or `npm ci && npm run build` in src/WebFront/Client, then build again).");
    }

    private static string Metadata(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
