using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using QuizOrleans.Formats;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// One authored quiz, kept in memory while it is hot: read once on activation, and again only after the activation was collected (how
/// long that takes is the deployment's collection age; one hour in ours).
/// </summary>
public sealed partial class QuizGrain(IQuizStore store, BuiltInContent content, TimeProvider time, ILogger<QuizGrain> logger) : Grain, IQuizGrain
{
    /// <summary>The owner of the packs that come with the product: everybody may read them, nobody may write.</summary>
    public const string BuiltIn = "";

    private QuizDocument? _stored;
    private TenantKey _key;
    private bool _unreadable;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = TenantKey.Parse(this.GetPrimaryKeyString());
        try
        {
            if (_key.Id.StartsWith(ContentPacks.IdPrefix, StringComparison.Ordinal)) await content.Ready(_key.Tenant, cancellationToken);
            _stored = await store.Find(_key, cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            // An exception from here would reach callers as the engine's own; this way they get the coded refusal. The call that is told
            // so sends the activation away, not this method: what leaves while it arrives is replaced at once, and its waiting call
            // would go from one such activation to the next for as long as the database is silent.
            LogUnreadable(logger, e, _key);
            _unreadable = true;
        }
    }

    public Task<Outcome<QuizDocument>> Read(string readerId, CancellationToken cancellationToken) => Task.FromResult<Outcome<QuizDocument>>(
        _unreadable ? Unreadable()
        : _stored is null ? QuizRefusals.NotFound
        : _stored.OwnerId != BuiltIn && _stored.OwnerId != readerId ? QuizRefusals.Forbidden
        : _stored);

    public async Task<Outcome<QuizSaved>> Save(string editorId, int baseVersion, QuizDraft quiz, CancellationToken cancellationToken)
    {
        if (RefusalOf(editorId, baseVersion) is { } refusal) return refusal;
        var (read, faults) = QuizMapping.Read(quiz);
        return faults.IsEmpty
            ? await Store(editorId, QuizMapping.ToDraft(read) with { Draw = quiz.Draw.IsDefault ? [] : quiz.Draw }, [], cancellationToken)
            : new QuizSaved(null, baseVersion, 0, faults);
    }

    public async Task<Outcome<QuizSaved>> Import(
        string editorId, string format, string? title, ImmutableArray<byte> content, CancellationToken cancellationToken)
    {
        if (RefusalOf(editorId, 0) is { } refusal) return refusal == QuizRefusals.VersionConflict ? QuizRefusals.Forbidden : refusal;
        var file = QuestionFiles.Read(format, ImmutableCollectionsMarshal.AsArray(content) ?? [], new FileDefaults());
        if (file.Rejection is { } rejection) return new Refusal(rejection.Code, rejection.Message);
        var (quiz, rejected) = ImportedQuiz.From(format, file, title);
        return quiz is null ? new QuizSaved(null, 0, 0, rejected) : await Store(editorId, QuizMapping.ToDraft(quiz), rejected, cancellationToken);
    }

    public async Task<Outcome<QuizSaved>> Delete(string editorId, CancellationToken cancellationToken)
    {
        if (RefusalOf(editorId, _stored?.Version ?? -1) is { } refusal) return refusal;
        var deleted = _stored!;
        if (await Write(() => store.Delete(_key, cancellationToken)) is { } failure)
            return failure == QuizRefusals.VersionConflict ? QuizRefusals.NotFound : failure;
        _stored = null;
        return new QuizSaved(deleted.QuizId, deleted.Version, 0, []);
    }

    /// <param name="baseVersion">0 for a quiz that must not exist yet.</param>
    private Refusal? RefusalOf(string editorId, int baseVersion) => (_stored, baseVersion) switch
    {
        _ when _unreadable => Unreadable(),
        _ when editorId == BuiltIn => QuizRefusals.Forbidden,
        (null, 0) => null,
        (null, _) => QuizRefusals.NotFound,
        var (stored, _) when stored.OwnerId != editorId => QuizRefusals.Forbidden,
        var (stored, version) when stored.Version != version => QuizRefusals.VersionConflict,
        _ => null,
    };

    /// <summary>The next activation reads anew.</summary>
    private Refusal Unreadable()
    {
        DeactivateOnIdle();
        return QuizRefusals.StorageUnavailable;
    }

    private async Task<Outcome<QuizSaved>> Store(string editorId, QuizDraft quiz, ImmutableArray<RowFault> rejected, CancellationToken cancellationToken)
    {
        var document = new QuizDocument(_key.Id, (_stored?.Version ?? 0) + 1, editorId, time.GetUtcNow(), quiz);
        if (await Write(() => store.Save(_key.Tenant, document, cancellationToken)) is { } failure) return failure;
        _stored = document;
        return new QuizSaved(document.QuizId, document.Version, CountOf(quiz), rejected);
    }

    private static int CountOf(QuizDraft quiz) => quiz.Questions.Length + quiz.Draw.Sum(d => d.Count);

    /// <summary>Null when it was written. Otherwise memory may be stale, so that the next call reads anew.</summary>
    private async Task<Refusal?> Write(Func<Task<bool>> write)
    {
        try
        {
            if (await write()) return null;
            _unreadable = true;
            DeactivateOnIdle();
            return QuizRefusals.VersionConflict;
        }
        catch (StorageUnavailableException e)
        {
            LogNotWritten(logger, e, _key);
            _unreadable = true;
            DeactivateOnIdle();
            return QuizRefusals.StorageUnavailable;
        }
    }

    [LoggerMessage(1141, LogLevel.Error, "Quiz {Key} could not be read; callers are refused with storage_unavailable.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, TenantKey key);

    [LoggerMessage(1142, LogLevel.Error, "Quiz {Key} could not be written; the caller was refused with storage_unavailable.")]
    private static partial void LogNotWritten(ILogger logger, Exception exception, TenantKey key);
}
