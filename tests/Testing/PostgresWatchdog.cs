using System.Diagnostics;

namespace QuizOrleans.Testing;

/// <summary>
/// A shell that outlives the test process if that dies without cleaning up: it waits for the end of its standard input, which the
/// kernel closes with the process however that ended, then stops the server and removes its folder.
/// </summary>
internal sealed class PostgresWatchdog : IDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP
        cat >/dev/null
        folder=$1
        [ -f "$folder/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$folder/data/postmaster.pid")" 2>/dev/null
        for try in 1 2 3 4 5; do rm -rf "$folder" 2>/dev/null; [ -e "$folder" ] || exit 0; sleep 1; done
        """;

    private readonly Process _shell;

    public PostgresWatchdog(string folder)
    {
        // Its own session, where there is setsid: a Ctrl-C that ends the tests must not end their watchdog.
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("if command -v setsid >/dev/null; then exec setsid sh -c \"$0\" sh \"$1\"; else exec sh -c \"$0\" sh \"$1\"; fi");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add(folder);
        _shell = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
    }

    /// <summary>Ends the input, and with it the server and its folder; returns when both are gone.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(10));
        _shell.Dispose();
    }
}
