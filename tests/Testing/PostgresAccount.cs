using System.Diagnostics;

namespace QuizOrleans.Testing;

/// <summary>
/// Runs the server's programs. PostgreSQL refuses to run as root, so a run by root (a container, mostly) uses the account
/// "postgres" that comes with the package.
/// </summary>
internal static class PostgresAccount
{
    private static readonly bool IsRoot = OperatingSystem.IsLinux() && Environment.UserName == "root";

    /// <summary>The command's first words: none, or those that change the user.</summary>
    public static IReadOnlyList<string> Prefix => IsRoot ? ["runuser", "-u", "postgres", "--"] : [];

    public static async Task Own(string folder)
    {
        if (IsRoot) await Run(["chown", "postgres", folder], folder);
    }

    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static Task RunAsOwner(string workingFolder, params string[] command) => Run([.. Prefix, .. command], workingFolder);

    private static async Task Run(IReadOnlyList<string> command, string workingFolder)
    {
        // Output goes to a file: a server that pg_ctl starts inherits the streams, and a pipe would then never end.
        var log = Path.Combine(Path.GetTempPath(), $"quiz-pg-{Guid.NewGuid():N}.log");
        var start = new ProcessStartInfo("sh") { WorkingDirectory = workingFolder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(log);
        foreach (var word in command) start.ArgumentList.Add(word);

        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
            await process.WaitForExitAsync();
            if (process.ExitCode == 0) return;

            throw new InvalidOperationException($"{string.Join(' ', command)} failed ({process.ExitCode}): {await File.ReadAllTextAsync(log)}");
        }
        finally
        {
            File.Delete(log);
        }
    }
}
