using System.Text.Json;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Bank;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// Brings the packs in <c>content/</c> into the quiz store, as built-in quizzes named "pack-…", and their questions into the bank. A pack
/// that is stored already as it is now changes nothing, one that was edited becomes the next version. A bad question, or a bad file,
/// is logged with file and row and never stops the rest.
/// </summary>
public sealed partial class ContentPacks(IQuizStore store, BuiltInQuestions bank, LoadedPacks loaded, TimeProvider time, ILogger<ContentPacks> logger)
{
    public const string IdPrefix = "pack-";

    /// <summary>Reads the packs into memory. A directory that is not there holds none.</summary>
    public async Task Load(string directory, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory))
        {
            LogNoDirectory(logger, directory);
            return;
        }

        var packs = new List<ContentPack>();
        foreach (var file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            if (await Read(file, cancellationToken) is { } pack) packs.Add(pack);
        }

        loaded.Keep(packs, time.GetUtcNow());
    }

    /// <summary>Stores for a tenant what is new or changed of the packs that were read; returns how many packs that were. Several processes may do so at once.</summary>
    /// <exception cref="StorageUnavailableException">The database did not answer; a pack stored until then stays.</exception>
    public async Task<int> Store(string tenant, CancellationToken cancellationToken)
    {
        var stored = 0;
        foreach (var pack in loaded.Packs)
        {
            if (await Store(tenant, pack, cancellationToken)) stored++;
        }

        var questions = await bank.Store(tenant, loaded.Packs, cancellationToken);
        LogDone(logger, stored, questions, tenant);
        return stored;
    }

    private async Task<ContentPack?> Read(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        try
        {
            var pack = ContentPack.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            foreach (var fault in pack.Faults) LogFault(logger, name, fault.Row, fault.Code, fault.Reason);
            return pack.Quiz is null ? null : pack;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(logger, e, name);
            return null;
        }
    }

    private async Task<bool> Store(string tenant, ContentPack pack, CancellationToken cancellationToken)
    {
        var key = new TenantKey(tenant, pack.QuizId);
        var draft = QuizMapping.ToDraft(pack.Quiz!);
        var found = await store.Find(key, cancellationToken);
        if (found is not null && (found.OwnerId != QuizGrain.BuiltIn || SameText(found.Quiz, draft))) return false;
        var document = new QuizDocument(key.Id, (found?.Version ?? 0) + 1, QuizGrain.BuiltIn, time.GetUtcNow(), draft);
        // False when another silo that starts at the same time was first; it has the same files.
        return await store.Save(tenant, document, cancellationToken);
    }

    // As text, since records compare immutable arrays by reference.
    private static bool SameText(QuizDraft a, QuizDraft b) => JsonSerializer.Serialize(a) == JsonSerializer.Serialize(b);

    [LoggerMessage(2011, LogLevel.Warning, "Content pack {File}, row {Row}: {Code}: {Reason}")]
    private static partial void LogFault(ILogger logger, string file, int row, string code, string reason);

    [LoggerMessage(2012, LogLevel.Warning, "Content pack {File} could not be read.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string file);

    [LoggerMessage(2013, LogLevel.Warning, "There is no directory of content packs at {Directory}.")]
    private static partial void LogNoDirectory(ILogger logger, string directory);

    [LoggerMessage(2014, LogLevel.Information, "Stored {Count} new or changed content packs, and {Questions} questions in the bank of tenant {Tenant}.")]
    private static partial void LogDone(ILogger logger, int count, int questions, string tenant);
}
