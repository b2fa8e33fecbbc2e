using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>A tenant's questions: writing. Versions in the store, not turns of a grain, keep two editors apart.</summary>
public sealed partial class QuestionBankGrain
{
    public Task<Outcome<BankAdded>> Add(AddQuestions command, CancellationToken cancellationToken) => Try<BankAdded>(async () =>
    {
        if (command.Questions.IsDefaultOrEmpty) return BankRefusals.Invalid("There are no questions to add.");
        if (command.Questions.Length > BankLimits.MaxBulk) return BankRefusals.TooMany(BankLimits.MaxBulk);
        if (BankFilters.SpaceToWrite(command.Caller, command.Space) is not { } space)
            return command.Space is null or "shared" or "own" ? BankRefusals.NotEditor : BankRefusals.Invalid("The space is shared or own.");
        var rows = command.Questions.Select((draft, i) => NewRow.Read(i + 1, draft)).ToArray();
        await FindSimilar(command.Caller, rows, cancellationToken);
        NewRow.RefuseDuplicates(rows, command.AllowDuplicates);
        var now = time.GetUtcNow();
        var added = command.DryRun ? [] : await store.Add(Tenant, [.. rows.Where(r => r.IsGood).Select(r => r.Stored(space, command.Caller.PlayerId, now, command.Provenance))], cancellationToken);
        return new BankAdded(added.Length, [.. rows.Select(r => r.ToRow())]);
    });

    public Task<Outcome<BankSaved>> Save(SaveQuestion command, CancellationToken cancellationToken) => Try<BankSaved>(async () =>
    {
        if (await Find(command.Caller, command.QuestionId, cancellationToken) is not { } entry) return BankRefusals.NotFound;
        if (entry.Version != command.BaseVersion) return BankRefusals.VersionConflict;
        var before = BankMapping.ToQuestion(entry);
        var (after, faults) = command.Question is null ? (before, []) : BankMapping.Read(command.Question);
        if (after is null) return new BankSaved(null, BankMapping.Faults(faults), []);
        if (Refusal(command.Caller, entry, before, after, command.Verified) is { } refusal) return refusal;
        if (command.Verified is null && BankMapping.Same(before, after)) return new BankSaved(entry, [], []);
        var changed = BankMapping.Index(Changed(entry, before, after, command.Verified, command.Caller.PlayerId), after);
        var similar = (await store.Similar(Tenant, command.Caller.Spaces(), [changed.Likeness], options.Value.Similarity, options.Value.MostSimilar + 1, cancellationToken))[0];
        if ((await store.Update(Tenant, [changed], cancellationToken)).IsEmpty) return BankRefusals.VersionConflict;
        return new BankSaved(changed.Entry, [], [.. similar.Where(s => s.QuestionId != entry.QuestionId).Take(options.Value.MostSimilar)]);
    });

    public Task<Outcome<BankChanged>> Change(ChangeQuestions command, CancellationToken cancellationToken) => Try<BankChanged>(async () =>
    {
        if (BankFilters.Fault(command) is { } fault) return BankRefusals.Invalid(fault);
        if (command.QuestionIds.Length > BankLimits.MaxBulk) return BankRefusals.TooMany(BankLimits.MaxBulk);
        ImmutableArray<string> ids = [.. command.QuestionIds.Distinct()];
        var entries = (await store.Find(Tenant, ids, cancellationToken)).Where(e => command.Caller.MayRead(e.Space)).ToDictionary(e => e.QuestionId);
        var refused = ids.Where(id => !entries.ContainsKey(id)).Select(id => new BankRefused(id, "not_found")).ToList();
        var changes = new List<IndexedQuestion>();
        foreach (var entry in entries.Values)
        {
            var before = BankMapping.ToQuestion(entry);
            var after = With(before, command);
            // Deleting is the furthest of changes: whoever may not rewrite a question may not delete it.
            if (command.Delete ? !command.Caller.MayWrite(entry.Space) : Refusal(command.Caller, entry, before, after, command.Verified) is not null)
                refused.Add(new BankRefused(entry.QuestionId, "forbidden"));
            else if (BankFaults.Of(after) is [var first, ..])
                refused.Add(new BankRefused(entry.QuestionId, first.Code));
            else
                changes.Add(BankMapping.Index(Changed(entry, before, after, command.Verified, command.Caller.PlayerId), after));
        }

        ImmutableArray<string> wanted = [.. changes.Select(c => c.Entry.QuestionId)];
        var done = command.Delete ? await store.Delete(Tenant, wanted, command.Caller.Spaces(), cancellationToken) : await store.Update(Tenant, [.. changes], cancellationToken);
        return new BankChanged(done, [.. refused, .. wanted.Except(done).Select(id => new BankRefused(id, command.Delete ? "not_found" : "version_conflict"))]);
    });

    private async Task FindSimilar(BankCaller caller, NewRow[] rows, CancellationToken cancellationToken)
    {
        NewRow[] sound = [.. rows.Where(r => r.IsGood)];
        var found = await store.Similar(Tenant, caller.Spaces(), [.. sound.Select(r => r.Likeness!)], options.Value.Similarity, options.Value.MostSimilar, cancellationToken);
        for (var i = 0; i < sound.Length; i++) sound[i].Similar = found[i];
    }

    /// <summary>What comes with the product may be retired, and made ready again, by editors; no more.</summary>
    private static Refusal? Refusal(BankCaller caller, BankEntry entry, BankQuestion before, BankQuestion after, bool? verified)
    {
        if (caller.MayWrite(entry.Space)) return null;
        var onlyStatus = verified is null && BankMapping.Same(before with { Status = after.Status }, after);
        return entry.Space == BankSpaces.BuiltIn && caller.IsEditor && onlyStatus ? null : entry.Space == BankSpaces.BuiltIn ? BankRefusals.BuiltIn : BankRefusals.NotEditor;
    }

    private BankEntry Changed(BankEntry entry, BankQuestion before, BankQuestion after, bool? verified, string editor)
    {
        var now = time.GetUtcNow();
        var isKept = verified is null && Edition.Of(before.Question) == Edition.Of(after.Question);
        return entry with
        {
            Version = entry.Version + 1,
            EditorId = editor,
            UpdatedAt = now,
            VerifiedBy = verified == true ? editor : isKept ? entry.VerifiedBy : null,
            VerifiedAt = verified == true ? now : isKept ? entry.VerifiedAt : null,
        };
    }

    private static BankQuestion With(BankQuestion question, ChangeQuestions command) => question with
    {
        Status = command.Status is null ? question.Status : BankMapping.StatusOf(command.Status)!.Value,
        Question = command.AddTags.IsDefaultOrEmpty ? question.Question : question.Question with { Tags = [.. question.Question.Tags.Union(command.AddTags)] },
    };
}
