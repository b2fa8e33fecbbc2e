using Microsoft.Extensions.Logging;

namespace QuizOrleans.Storage.Journal;

internal static partial class JournalLog
{
    [LoggerMessage(4100, LogLevel.Warning, "A journal writer lost its connection and tries again: {Cause}")]
    public static partial void WriterLostConnection(ILogger logger, string cause);
}
