using System.Reflection;
using Microsoft.Extensions.Logging;

namespace QuizOrleans.WebFront.Tests.Telemetry;

/// <summary>Operators filter by the ids of log messages.</summary>
public sealed class LogIdTests
{
    [Fact]
    public void Every_log_message_has_an_id_of_its_own()
    {
        var ids = Directory.EnumerateFiles(AppContext.BaseDirectory, "QuizOrleans.*.dll").Where(f => Path.GetFileName(f) is var name && !name.Contains("Tests", StringComparison.Ordinal) && !name.Contains("LocalSilo", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom).SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()?.EventId).OfType<int>().ToList();
        ids.Count.ShouldBeGreaterThan(50);
        ids.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }
}
