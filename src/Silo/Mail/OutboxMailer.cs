using System.Globalization;
using QuizOrleans.Grains.Identity;

namespace QuizOrleans.Silo.Mail;

/// <summary>Writes each mail to a file that only the process's user may read. For development: the code in it is never in a log.</summary>
internal sealed class OutboxMailer(string folder, TimeProvider time) : IMailer
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public bool IsAvailable => true;

    /// <summary>Whether the folder is there, or could be made just now.</summary>
    public static bool CanBe(string folder)
    {
        try
        {
            Make(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    public async Task Send(Grains.Identity.Mail mail, CancellationToken cancellationToken)
    {
        Make(folder);
        var name = $"{time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}.txt";
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) file.UnixCreateMode = OwnerOnly;
        // Whole at once, or not there: whoever looks into the folder never reads half a mail.
        var unfinished = Path.Combine(folder, $".{name}");
        await using (var writer = new StreamWriter(unfinished, file)) await writer.WriteAsync($"To: {mail.To}\nSubject: {mail.Subject}\n\n{mail.Text}".AsMemory(), cancellationToken);
        File.Move(unfinished, Path.Combine(folder, name));
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }
}
