using QuizOrleans.Testing;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Crash;

/// <summary>The web front as a process of its own, which a test may kill.</summary>
public static class BuiltFront
{
    /// <param name="settings">More environment variables, as "NAME=value".</param>
    public static QuizProcess On(string database, params string[] settings)
    {
        var variables = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["JWT_SECRET"] = TestFront.Secret };
        foreach (var setting in settings.Select(s => s.Split('=', 2))) variables[setting[0]] = setting[1];
        return new QuizProcess(Program(), database, variables);
    }

    /// <summary>As it was built for itself; beside the tests it lies with their dependencies.</summary>
    private static string Program()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(tests.Parent!.Parent!.FullName, "WebFront", tests.Name, Path.GetFileName(typeof(WebFrontApp).Assembly.Location));
    }
}
