using System.Diagnostics;

namespace QuizOrleans.Load.Machine;

/// <summary>Short commands, run to their end.</summary>
internal static class Shell
{
    /// <summary>Runs a command and returns what it printed. Throws with its error text when it fails.</summary>
    public static async Task<string> Run(string file, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: {await error}{await output}");
        return await output;
    }
}
