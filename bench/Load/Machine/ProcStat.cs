using System.Globalization;

namespace QuizOrleans.Load.Machine;

/// <summary>What Linux's /proc tells about a process.</summary>
internal static class ProcStat
{
    /// <summary>/proc counts in USER_HZ, which is 100 for every program on Linux.</summary>
    private const double MsPerTick = 10;

    /// <summary>User and system time of one process so far, in ms.</summary>
    public static double CpuMs(int pid) => Fields(pid) is { } f ? (Number(f, 14) + Number(f, 15)) * MsPerTick : 0;

    /// <summary>The same of a process, its living children and those that have ended: a whole PostgreSQL server.</summary>
    public static double TreeCpuMs(int pid)
    {
        if (Fields(pid) is not { } own) return 0;
        var ticks = Number(own, 14) + Number(own, 15) + Number(own, 16) + Number(own, 17);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var child) || Fields(child) is not { } f) continue;
            if (Number(f, 4) == pid) ticks += Number(f, 14) + Number(f, 15);
        }

        return ticks * MsPerTick;
    }

    /// <summary>Time that all CPUs together were busy since boot, in ms: everything but idle and waiting for a disk.</summary>
    public static double MachineBusyMs()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long Ticks(int at) => long.Parse(fields[at], CultureInfo.InvariantCulture);
        return (Ticks(1) + Ticks(2) + Ticks(3) + Ticks(6) + Ticks(7) + Ticks(8)) * MsPerTick;
    }

    /// <summary>Resident memory in KB.</summary>
    public static long ResidentKb(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture);
    }

    /// <summary>How many files this process, and so its children, may open.</summary>
    public static long OpenFileLimit()
    {
        var line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line[14..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return soft == "unlimited" ? long.MaxValue : long.Parse(soft, CultureInfo.InvariantCulture);
    }

    /// <summary>The fields from the third on; the second is the name, which may hold anything, in parentheses.</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A field by its number in proc(5).</summary>
    private static long Number(string[] fields, int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
}
