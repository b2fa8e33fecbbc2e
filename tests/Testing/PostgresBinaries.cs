namespace QuizOrleans.Testing;

/// <summary>Finds the PostgreSQL server's programs on this machine.</summary>
internal static class PostgresBinaries
{
    private const string Missing =
        "PostgreSQL's programs (initdb, pg_ctl) were not found; install them with `apt-get install postgresql` or `brew install postgresql`.";

    /// <summary>The folder that holds initdb and pg_ctl.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message names the command that installs them.</exception>
    public static string Find() =>
        Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
        ?? throw new InvalidOperationException(Missing);

    private static IEnumerable<string> Candidates()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)) yield return folder;

        foreach (var (root, pattern) in new[] { ("/usr/lib/postgresql", "*"), ("/opt/homebrew/opt", "postgresql*"), ("/usr/local/opt", "postgresql*") })
        {
            if (!Directory.Exists(root)) continue;

            // The newest first; "16" sorts after "9" only as a number.
            foreach (var folder in Directory.EnumerateDirectories(root, pattern).OrderByDescending(VersionOf)) yield return Path.Combine(folder, "bin");
        }
    }

    private static int VersionOf(string folder) =>
        int.TryParse(new string([.. Path.GetFileName(folder).Where(char.IsAsciiDigit)]), out var version) ? version : 0;
}
