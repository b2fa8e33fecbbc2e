using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Bank;

/// <summary>Adds up games, and now and then looks at what the sums say of the questions.</summary>
// Reentrant: while one game's journal is read another may be added; the set of editions is changed within turns only.
[StatelessWorker(2), Reentrant]
public sealed partial class GamePlaysGrain(
    IJournal journal, IPlayStore plays, IQuestionStore questions, IOptions<BankOptions> options, TimeProvider time, ILogger<GamePlaysGrain> logger) : Grain, IGamePlaysGrain
{
    private const int JournalPage = 2000;
    private const string ByRule = "rule";

    private readonly HashSet<Guid> _touched = [];
    private IGrainTimer? _review;
    private bool _reviewIsDue;

    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task Add(string gameId, CancellationToken cancellationToken)
    {
        var game = new TenantKey(Tenant, gameId);
        await Played(await plays.Add(game, GameTally.Of(await Events(game, cancellationToken)), options.Value, cancellationToken));
    }

    public Task Played(ImmutableArray<Guid> editions)
    {
        _touched.UnionWith(editions);
        if (!editions.IsEmpty) ReviewLater();
        return Task.CompletedTask;
    }

    private async Task<List<RoomEvent>> Events(TenantKey game, CancellationToken cancellationToken)
    {
        var events = new List<RoomEvent>();
        for (var version = 0L; ;)
        {
            var page = await journal.Read($"room/{game}", version, JournalPage, cancellationToken);
            events.AddRange(page.Select(e => RoomJournal.Format.ReadEvent(e.Payload)));
            if (page.Length < JournalPage) return events;
            version = page[^1].Version;
        }
    }

    /// <summary>Not lost for good when this worker goes: the next game of the same question comes here again.</summary>
    private void ReviewLater()
    {
        if (_reviewIsDue) return;
        _reviewIsDue = true;
        _review ??= this.RegisterGrainTimer(Review, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _review.Change(options.Value.ReviewDelay, Timeout.InfiniteTimeSpan);
    }

    private async Task Review(CancellationToken cancellationToken)
    {
        _reviewIsDue = false;
        ImmutableArray<Guid> editions = [.. _touched];
        _touched.Clear();
        try
        {
            var items = await plays.Find(Tenant, editions, cancellationToken);
            foreach (var entry in await questions.FindByEdition(Tenant, [.. items.Keys], cancellationToken)) await Review(entry, items, cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            _touched.UnionWith(editions);
            LogNotReviewed(logger, e, Tenant);
            ReviewLater();
        }
    }

    private async Task Review(BankEntry entry, ImmutableDictionary<Guid, PlayedItem> items, CancellationToken cancellationToken)
    {
        var question = BankMapping.ToQuestion(entry);
        // Changed since it was read by its edition: then nothing is known of it yet.
        if (!items.TryGetValue(Edition.Of(question.Question), out var item)) return;
        var statistics = ItemStatistics.Of(question.Question, item.Counts, options.Value.Rules);
        await questions.SetFlags(Tenant, [entry.QuestionId], statistics.Flags, cancellationToken);
        if (!statistics.ShouldRetire || question.Status != QuestionStatus.Ready) return;
        var retired = entry with { Version = entry.Version + 1, EditorId = ByRule, UpdatedAt = time.GetUtcNow() };
        var done = await questions.Update(Tenant, [BankMapping.Index(retired, question with { Status = QuestionStatus.Retired })], cancellationToken);
        if (!done.IsEmpty) LogRetired(logger, entry.QuestionId, Tenant, statistics.Discrimination ?? 0, item.Counts.Criterion.Answers);
    }

    [LoggerMessage(2111, LogLevel.Warning, "What play says of questions of {Tenant} could not be looked at; it is tried again.")]
    private static partial void LogNotReviewed(ILogger logger, Exception exception, string tenant);

    [LoggerMessage(2112, LogLevel.Information, "Question {QuestionId} of {Tenant} is retired: its discrimination is {Discrimination:0.00} after {Answers} answers.")]
    private static partial void LogRetired(ILogger logger, string questionId, string tenant, double discrimination, int answers);
}
