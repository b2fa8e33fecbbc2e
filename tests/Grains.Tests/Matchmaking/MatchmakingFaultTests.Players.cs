using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>What players' grains know of their queue, and what is offered to who waits long.</content>
public sealed partial class MatchmakingFaultTests
{
    [Fact]
    public async Task Who_comes_back_from_a_match_may_leave_the_queue()
    {
        var ear = await Listen("ada", "bob");
        foreach (var player in new[] { "ada", "bob" }) (await Player(player).JoinQueue(new QueueWish(QueueId, "en", player), default)).Value.ShouldNotBeNull();
        await Seat(await Found(ear, "ada", "bob"), "bob");
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueReturned>("bob").Length == 1);
        await Eventually.IsTrueAsync(async () => (await Player("bob").Standing(default)).Queued is not null);
        (await Player("bob").LeaveQueue(default)).Accepted.ShouldBeTrue();
        (await Player("ada").Standing(default)).Queued.ShouldBeNull();
    }

    [Fact]
    public async Task A_player_s_grain_that_does_not_know_where_he_waits_is_told()
    {
        // As one that was lost with its server.
        await Join(Queue, "ada");
        (await Player("ada").Standing(default)).Queued.ShouldBeNull();
        var since = Cluster.Time.GetUtcNow();
        await Cluster.AdvanceUntilAsync(Step, async () => (await Player("ada").Standing(default)).Queued is not null);
        (Cluster.Time.GetUtcNow() - since).ShouldBeLessThan(TimeSpan.FromSeconds(17));
        // And again, though he is on no page.
        await Cluster.AdvanceUntilAsync(Step, () => _troubles.Called("StillQueued").Length == 2);
        (Cluster.Time.GetUtcNow() - since).ShouldBeInRange(TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(33));
        (await Player("ada").LeaveQueue(default)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Many_are_told_in_parts_and_each_once_a_round()
    {
        for (var n = 1; n <= 250; n++) await Queue.Join(new JoinQueue($"p{n}", "x", new DuelistProfile(Unknown with { Value = n * 3000 }, null, [], null)), default);
        await Cluster.AdvanceUntilAsync(Step, () => _troubles.Called("StillQueued").Length > 0);
        await Eventually.IsTrueAsync(() => _troubles.Called("StillQueued").Length == 100);
        await Cluster.AdvanceUntilAsync(Step, () => _troubles.Called("StillQueued").Length >= 250);
        _troubles.Called("StillQueued").Distinct().Count().ShouldBe(250);
    }

    [Fact]
    public async Task Who_loads_his_page_anew_is_told_of_the_offer_again()
    {
        var ear = await Listen("ada");
        await Join(Queue, "ada");
        await Offered(ear, "ada", 1);
        await Queue.ReportPresence("front", ["ada"], []);
        await Eventually.IsTrueAsync(() => ear.Of<SubstituteOffered>("ada").Length == 2);
    }

    [Fact]
    public async Task A_bot_is_offered_under_the_name_it_plays_by()
    {
        var ear = await Listen("ada");
        await Player("ada").JoinQueue(new QueueWish(QueueId, "en", "Ada"), default);
        await Offered(ear, "ada", 1);
        var offered = ear.Of<SubstituteOffered>("ada").Single().Substitute;
        var found = (await Player("ada").AcceptSubstitute(default)).Value.ShouldNotBeNull();
        (offered.Kind, offered.Nickname).ShouldBe(("bot", "Quizbot"));
        (found.Opponent.Kind, found.Opponent.Nickname).ShouldBe(("bot", offered.Nickname));
    }

    [Fact]
    public async Task After_a_crash_the_offer_is_made_again()
    {
        await Join(Queue, "ada");
        await Offered(await Listen("ada"), "ada", 1);
        await Cluster.KillAsync();
        var ear = await Listen("ada");
        await Eventually.IsTrueAsync(() => ear.Of<SubstituteOffered>("ada").Length == 1);
    }

    [Fact]
    public async Task An_offer_that_could_not_be_made_is_made_a_little_later()
    {
        Store.FailRecorded = 2;
        var ear = await Listen("ada");
        await Join(Queue, "ada");
        await Offered(ear, "ada", 1);
        Store.FailRecorded.ShouldBe(-1);
    }

    [Fact]
    public async Task Who_comes_back_from_a_match_is_offered_help_again()
    {
        var ear = await Listen("ada", "bob");
        await Join(Queue, "ada");
        await Offered(ear, "ada", 1);
        await Join(Queue, "bob");
        await Seat(await Found(ear, "ada", "bob"), "ada");
        await Offered(ear, "ada", 2);
        ear.Of<QueueReturned>("ada").Length.ShouldBe(1);
    }

    /// <summary>Until so many offers were heard; the front's subscription is renewed meanwhile.</summary>
    private async Task Offered(TestQueueEar ear, string player, int times)
    {
        await Cluster.AdvanceUntilAsync(Step, async () =>
        {
            await Queue.Subscribe("front", _ears.Last(e => e.Ear == ear).Reference);
            return ear.Of<SubstituteOffered>(player).Length >= times;
        });
        ear.Of<SubstituteOffered>(player).Length.ShouldBe(times);
    }
}
