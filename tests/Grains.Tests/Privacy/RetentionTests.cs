using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Tests.Identity;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Tests.Privacy;

/// <summary>The daily clean-up. Nobody calls it: its reminder does, as time goes by.</summary>
public sealed class RetentionTests : IdentityTest
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private DateTimeOffset Now => Cluster.Time.GetUtcNow();

    [Fact]
    public async Task A_guest_who_is_away_for_two_weeks_leaves_a_nickname_in_the_results()
    {
        await Start();
        var guest = await Guest();
        var stays = await Guest("Stella");
        await Games.Store(Game("G1", guest.PlayerId), default);
        await Matches.Save(Match("M1", guest.PlayerId), default);

        await Cluster.AdvanceAsync(10 * Day);
        (await Player(guest.PlayerId).Profile(default)).Value.ShouldNotBeNull();
        var renewed = (await SignIns.Renew(stays.RefreshToken, null, default)).Value.ShouldNotBeNull();
        await Cluster.AdvanceUntilAsync(Day / 2, async () => (await Player(guest.PlayerId).Profile(default)).Value is null);

        var key = new TenantKey("t", guest.PlayerId);
        (await SignIns.Renew(guest.RefreshToken, null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("session_ended");
        (await Games.HistoryOf(key, null, 10, default)).Items.ShouldBeEmpty();
        (await Matches.RatingsOf(key, default)).ShouldBeEmpty();
        var side = (await Matches.Find(new TenantKey("t", "M1"), default)).ShouldNotBeNull().Sides[0];
        side.Nickname.ShouldBe("Gus");
        side.PlayerId.ShouldNotBe(guest.PlayerId);

        (await Player(stays.PlayerId).Profile(default)).Value.ShouldNotBeNull();
        (await SignIns.Renew(renewed.RefreshToken, null, default)).Value.ShouldNotBeNull().PlayerId.ShouldBe(stays.PlayerId);
        await Cluster.AdvanceAsync(3 * Day);
        (await Records.Requested(null, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_guest_who_became_an_account_is_not_forgotten()
    {
        await Start();
        var guest = await Guest();
        var account = await Create(guestToken: guest.RefreshToken);
        account.PlayerId.ShouldBe(guest.PlayerId);
        // As if his last guest's token had run out in that moment.
        await Records.Request(new TenantKey("t", guest.PlayerId), false, Now, default);
        await Cluster.AdvanceUntilAsync(Day / 2, async () => (await Records.Requested(null, 1, default)).IsEmpty);
        (await Player(account.PlayerId).Profile(default)).Value.ShouldNotBeNull();
        (await SignIns.Renew(account.RefreshToken, null, default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_account_whose_deletion_broke_off_is_deleted()
    {
        await Start();
        var account = await Create();
        await Records.Request(new TenantKey("t", account.PlayerId), true, Now, default);
        await Cluster.AdvanceUntilAsync(Day / 2, async () => await Accounts.Find(new TenantKey("t", account.PlayerId), default) is null);
        (await Player(account.PlayerId).Profile(default)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_game_that_ends_after_the_deletion_names_nobody_either()
    {
        await Start();
        var account = await Create();
        (await Account(account.PlayerId).Delete(Password, null, default)).Accepted.ShouldBeTrue();
        await Matches.Save(Match("LATE", account.PlayerId), default);
        await Cluster.AdvanceUntilAsync(Day / 2, async () => (await Matches.Find(new TenantKey("t", "LATE"), default))!.Sides[0].Nickname == "…");
        (await Matches.RatingsOf(new TenantKey("t", account.PlayerId), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rooms_and_the_audit_are_kept_for_their_time()
    {
        Retention.Rooms = 30 * Day;
        Retention.Audit = 60 * Day;
        await Start();
        await Games.Store(Game("G1", "ada"), default);
        await Audit.Append("t", [new AuditEntry(Now, "ada", AuditActions.SignIn, null, "ok", null, "")], default);

        await Cluster.AdvanceAsync(29 * Day);
        (await Games.TotalsOf(new TenantKey("t", "ada"), default)).Played.ShouldBe(1);
        await Cluster.AdvanceUntilAsync(Day / 2, async () => (await Games.TotalsOf(new TenantKey("t", "ada"), default)).Played == 0);
        (await Audited(AuditActions.SignIn)).Length.ShouldBe(1);
        await Cluster.AdvanceUntilAsync(Day, async () => (await Audited(AuditActions.SignIn)).IsEmpty);
    }

    [Fact]
    public async Task The_journal_of_a_queue_that_nobody_comes_to_goes()
    {
        await Start();
        await Journal.Append("queue/t/logic--en", 0, ["{}"u8.ToArray()], default);
        await Cluster.AdvanceUntilAsync(Day / 2, async () => (await Journal.Read("queue/t/logic--en", 0, 1, default)).IsEmpty);
    }

    [Fact]
    public async Task It_goes_on_after_a_crash()
    {
        await Start();
        var guest = await Guest();
        await Cluster.KillAsync();
        await Cluster.AdvanceUntilAsync(Day, async () => (await Player(guest.PlayerId).Profile(default)).Value is null);
    }

    private Task Start() => Cluster.GrainFactory.GetGrain<IRetentionGrain>("keeper/retention").Start();

    private FinishedGame Game(string id, string player) =>
        new("t", id, "party", "Logic", "host", "completed", Now, Now, Now, [new FinishedPlayer(player, "Gus", null, 900, 1, 12_000)]);

    private MatchRecord Match(string id, string player)
    {
        var rating = new Rating(1600, 90, 0.06, 12, Now);
        return new MatchRecord(
            "t", id, "general", "en", true, MatchStatus.Completed, Now, Now, Now, player, "completed",
            [new MatchSide(player, "Gus", "human", 100, rating, rating), new MatchSide("bob", "Bob", "human", 90, rating, rating)]);
    }
}
