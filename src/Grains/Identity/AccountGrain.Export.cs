using System.Collections.Immutable;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Identity;

/// <summary>What is kept of the owner, for him.</summary>
public sealed partial class AccountGrain
{
    private const int Page = 100;
    private const int MostPages = 100;

    public async Task<Outcome<AccountExport>> Export(string? address, CancellationToken cancellationToken)
    {
        if (await accounts.Find(Key, cancellationToken) is not { } account) return IdentityRefusals.NotFound;
        await Record(AuditActions.DataExported, address);
        var ratings = await matches.RatingsOf(Key, cancellationToken);
        return new AccountExport(
            View(account),
            [.. (await families.Of(Key, cancellationToken)).Select(f => new SignInView(f.OpenedAt, f.RenewedAt, f.ExpiresAt))],
            [.. ratings.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Ratings.Shown(r.Key, r.Value))],
            await All(async after => await archive.HistoryOf(Key, after, Page, cancellationToken) is var page ? (page.Items, page.Next) : default),
            [.. (await All(after => matches.Of(Key, after, Page, cancellationToken))).Select(Ratings.View)],
            await Quizzes(cancellationToken),
            await All(async after => await auditLog.Read(Key.Tenant, new AuditQuery(Actor: Key.Id, After: after, Limit: Page), cancellationToken) is var page ? (page.Items, page.Next) : default),
            await GrainFactory.GetGrain<IPlayerGrain>(Key.ToString()).Blocked(cancellationToken),
            await All(async after => await questions.List(Key.Tenant, [BankSpaces.Own(Key.Id)], new BankFilter(), after, Page, cancellationToken) is var page ? (page.Items, page.Next) : default));
    }

    private async Task<ImmutableArray<QuizDocument>> Quizzes(CancellationToken cancellationToken)
    {
        var listed = await All(async after => await quizzes.List(Key.Tenant, Key.Id, after, Page, cancellationToken) is var page ? (page.Items, page.Next) : default);
        var own = ImmutableArray.CreateBuilder<QuizDocument>();
        foreach (var quiz in listed.Where(q => q.OwnerId == Key.Id))
        {
            if (await quizzes.Find(new TenantKey(Key.Tenant, quiz.QuizId), cancellationToken) is { } document) own.Add(document);
        }

        return own.DrainToImmutable();
    }

    private static async Task<ImmutableArray<T>> All<T>(Func<string?, Task<(ImmutableArray<T> Items, string? Next)>> read)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            (var items, after) = await read(after);
            all.AddRange(items);
            if (after is null) break;
        }

        return all.DrainToImmutable();
    }
}
