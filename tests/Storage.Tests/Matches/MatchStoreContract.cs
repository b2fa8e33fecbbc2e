using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Storage.Tests.Matches;

/// <summary>What every store of matches promises.</summary>
public abstract class MatchStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantKey Ada = new("main", "ada");
    private IMatchStore _store = null!;

    protected abstract Task<IMatchStore> Create();

    public async Task InitializeAsync() => _store = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_match_is_found_as_it_was_saved()
    {
        var match = Over("m1", 1600, 1400);
        await _store.Save(match, default);
        var found = (await _store.Find(new TenantKey("main", "m1"), default)).ShouldNotBeNull();
        (found with { Sides = match.Sides }).ShouldBe(match);
        found.Sides.ShouldBe(match.Sides);
        (await _store.Find(new TenantKey("other", "m1"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_known_of_nobody_is_found_again_as_that()
    {
        await _store.Save(Over("m1", 1600, 1400) with { Sides = [new MatchSide("ada", "Ada", "human", 0, Rating.Unknown, Rated(1600)), new MatchSide("bot", "Quizbot", "bot", 0, null, null)] }, default);
        var sides = (await _store.Find(new TenantKey("main", "m1"), default)).ShouldNotBeNull().Sides;
        sides[0].Before.ShouldBe(Rating.Unknown);
        (sides[1].Before, sides[1].After).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_friend_who_comes_later_and_whoever_scores_is_seen_in_a_match_that_runs()
    {
        var waiting = Over("m1", 1, 1) with { Status = MatchStatus.Waiting, StartedAt = null, EndedAt = null, Winner = null, Reason = null, Sides = [Side("ada", 1500, null) with { Score = 0 }] };
        await _store.Save(waiting, default);
        await _store.Save(waiting with { Status = MatchStatus.Active, StartedAt = Noon, Sides = [Side("ada", 1500, null), Side("bob", 1500, null)] }, default);
        var found = (await _store.Find(new TenantKey("main", "m1"), default)).ShouldNotBeNull();
        (found.Status, found.StartedAt).ShouldBe((MatchStatus.Active, Noon));
        found.Sides.ShouldBe([Side("ada", 1500, null), Side("bob", 1500, null)]);
    }

    [Fact]
    public async Task A_duelist_has_ratings_the_match_that_runs_and_the_last_opponent()
    {
        (await _store.Duelist(Ada, default)).ShouldBe(DuelistRecord.Unknown);
        await _store.Save(Over("m1", 1600, 1400), default);
        await _store.Save(Over("m2", 1700, 1300) with { Category = "music", CreatedAt = Noon, Sides = [Side("ada", 1500, Rated(1700)), Side("cyd", 1500, Rated(1300))] }, default);
        var ada = await _store.Duelist(Ada, default);
        (ada.RunningMatchId, ada.LastOpponent).ShouldBe((null, "cyd"));
        ada.Ratings.OrderBy(r => r.Key).Select(r => (r.Key, r.Value.Value)).ShouldBe([("logic", 1600), ("music", 1700)]);

        await _store.Save(Over("m3", 1, 1) with { Status = MatchStatus.Waiting, CreatedAt = Noon.AddMinutes(1), StartedAt = null, EndedAt = null, Winner = null, Reason = null, Sides = [Side("ada", 1500, null)] }, default);
        ada = await _store.Duelist(Ada, default);
        (ada.RunningMatchId, ada.LastOpponent).ShouldBe(("m3", null));
    }

    [Fact]
    public async Task Many_duelists_are_read_at_once_and_each_is_himself()
    {
        for (var n = 0; n < 20; n++) await _store.Save(Over($"m{n}", 1500, 1500) with { Sides = [Side($"a{n}", 1500, Rated(1000 + n)), Side($"b{n}", 1500, null)] }, default);
        var read = await Task.WhenAll(Enumerable.Range(0, 400).Select(n => _store.Duelist(new TenantKey(n % 40 < 20 ? "main" : "other", $"a{n % 20}"), default)));
        for (var n = 0; n < 400; n++)
        {
            if (n % 40 < 20) (read[n].LastOpponent, read[n].Ratings["logic"].Value).ShouldBe(($"b{n % 20}", 1000 + (n % 20)));
            else read[n].ShouldBe(DuelistRecord.Unknown);
        }
    }

    [Fact]
    public async Task A_match_goes_from_waiting_to_its_end_and_no_further()
    {
        var waiting = Over("m1", 1600, 1400) with { Status = MatchStatus.Waiting, StartedAt = null, EndedAt = null, Winner = null, Reason = null };
        await _store.Save(waiting, default);
        (await _store.Find(new TenantKey("main", "m1"), default))!.Status.ShouldBe(MatchStatus.Waiting);
        await _store.Save(waiting with { Status = MatchStatus.Active, StartedAt = Noon }, default);
        await _store.Save(Over("m1", 1600, 1400), default);
        await _store.Save(Over("m1", 2000, 1000) with { Winner = "bob" }, default);

        var found = (await _store.Find(new TenantKey("main", "m1"), default)).ShouldNotBeNull();
        (found.Status, found.Winner).ShouldBe((MatchStatus.Completed, "ada"));
        (await _store.RatingsOf(Ada, default))["logic"].Value.ShouldBe(1600);
    }

    [Fact]
    public async Task The_last_match_leaves_the_rating()
    {
        await _store.Save(Over("m1", 1600, 1400), default);
        await _store.Save(Over("m2", 1580.25, 1420), default);
        await _store.Save(Over("m3", 1700, 1300) with { Category = "music" }, default);
        await _store.Save(Over("m4", 1, 1) with { Sides = [Side("ada", 1500, null), Side("bob", 1500, null)] }, default);
        var ratings = await _store.RatingsOf(Ada, default);
        ratings.Keys.Order().ShouldBe(["logic", "music"]);
        ratings["logic"].ShouldBe(Rated(1580.25));
        (await _store.RatingsOf(new TenantKey("main", "nobody"), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_match_that_is_saved_late_leaves_a_later_rating_alone()
    {
        var (d1, d2) = (Ended("d1", Noon, 1600, 5, "Ada"), Ended("d2", Noon.AddMinutes(5), 1650, 6, "Ada L."));
        await _store.Save(d2, default);
        await _store.Save(d1, default);
        (await _store.RatingsOf(Ada, default))["logic"].ShouldBe(d2.Sides[0].After!);
        (await _store.Top("main", "logic", 1, default)).ShouldBe([new LadderRow(1, "ada", "Ada L.", 1650, 6)]);
        foreach (var match in new[] { d1, d2 })
        {
            var found = (await _store.Find(new TenantKey("main", match.MatchId), default)).ShouldNotBeNull();
            (found with { Sides = match.Sides }).ShouldBe(match);
            found.Sides.ShouldBe(match.Sides);
        }

        // And what comes after both counts again.
        await _store.Save(Ended("d3", Noon.AddMinutes(9), 1640, 7, "Ada"), default);
        (await _store.RatingsOf(Ada, default))["logic"].Value.ShouldBe(1640);
    }

    [Fact]
    public async Task Of_two_ratings_of_one_instant_that_of_more_games_is_the_later()
    {
        await _store.Save(Ended("d2", Noon, 1650, 6, "Ada"), default);
        await _store.Save(Ended("d1", Noon, 1600, 5, "Ada"), default);
        (await _store.RatingsOf(Ada, default))["logic"].Value.ShouldBe(1650);
    }

    [Fact]
    public async Task A_late_match_saved_with_a_newer_one_leaves_the_newer_rating_too()
    {
        await Task.WhenAll(
            _store.Save(Ended("d3", Noon.AddMinutes(9), 1640, 7, "Ada"), default),
            _store.Save(Ended("d2", Noon.AddMinutes(9), 1650, 6, "Ada"), default),
            _store.Save(Ended("d1", Noon, 1600, 5, "Ada"), default));
        (await _store.RatingsOf(Ada, default))["logic"].Value.ShouldBe(1640);
    }

    [Fact]
    public async Task Many_saved_at_once_are_all_saved_each_by_its_last_word()
    {
        var waiting = Over("m", 1500, 1500) with { Status = MatchStatus.Waiting, StartedAt = null, EndedAt = null, Winner = null, Reason = null };
        await Task.WhenAll(Enumerable.Range(0, 300).SelectMany(n => new[]
        {
            _store.Save(waiting with { MatchId = $"m{n}" }, default),
            _store.Save(Over($"m{n}", 1501 + n, 1499 - n) with { Sides = [Side("ada", 1500, Rated(1501 + n) with { At = Noon.AddSeconds(n) }), Side($"p{n}", 1500, Rated(1400))] }, default),
        }));
        for (var n = 0; n < 300; n++) (await _store.Find(new TenantKey("main", $"m{n}"), default))!.Status.ShouldBe(MatchStatus.Completed);
        (await _store.RatingsOf(Ada, default))["logic"].Value.ShouldBe(1800);
        (await _store.RatingsOf(new TenantKey("main", "p7"), default))["logic"].Value.ShouldBe(1400);
    }

    [Fact]
    public async Task A_history_is_newest_first_page_by_page()
    {
        for (var n = 0; n < 7; n++) await _store.Save(Over($"m{n}", 1500, 1500) with { CreatedAt = Noon.AddMinutes(n / 2) }, default);
        List<string> ids = [];
        string? after = null;
        do
        {
            (var items, after) = await _store.Of(Ada, after, 2, default);
            ids.AddRange(items.Select(m => m.MatchId));
        }
        while (after is not null);
        ids.ShouldBe(["m6", "m4", "m5", "m2", "m3", "m0", "m1"]);
    }

    [Fact]
    public async Task Unfinished_matches_are_found_oldest_first()
    {
        for (var n = 0; n < 4; n++)
            await _store.Save(Over($"m{n}", 1500, 1500) with { Status = MatchStatus.Active, EndedAt = null, CreatedAt = Noon.AddMinutes(n) }, default);
        await _store.Save(Over("m0", 1500, 1500), default);
        (await _store.Unfinished(Noon.AddMinutes(3), null, 10, default)).Select(m => m.Match.Id).ShouldBe(["m1", "m2"]);
        (await _store.Unfinished(Noon.AddMinutes(9), null, 1, default)).Select(m => m.Match.Id).ShouldBe(["m1"]);
    }

    [Fact]
    public async Task Unfinished_matches_of_all_tenants_come_page_by_page_each_once()
    {
        var runs = Over("m", 1500, 1500) with { Status = MatchStatus.Active, EndedAt = null, Winner = null, Reason = null };
        for (var n = 0; n < 12; n++) await _store.Save(runs with { Tenant = n % 2 == 0 ? "main" : "Zoo", MatchId = $"m{n:00}", CreatedAt = Noon.AddMinutes(n / 6) }, default);
        List<UnfinishedMatch> read = [];
        while (await _store.Unfinished(Noon.AddHours(1), read.LastOrDefault(), 5, default) is { IsEmpty: false } page)
        {
            read.AddRange(page);
            // Whether the last one ends meanwhile is nothing to its place.
            await _store.Save(Over(page[^1].Match.Id, 1500, 1500) with { Tenant = page[^1].Match.Tenant, CreatedAt = page[^1].CreatedAt }, default);
        }

        read.Select(m => m.Match.ToString()).ShouldBe(
        [
            "Zoo/m01", "Zoo/m03", "Zoo/m05", "main/m00", "main/m02", "main/m04", "Zoo/m07", "Zoo/m09", "Zoo/m11", "main/m06", "main/m08", "main/m10",
        ]);
        read.Select(m => m.CreatedAt).Distinct().ShouldBe([Noon, Noon.AddMinutes(1)]);
        (await _store.Unfinished(Noon.AddHours(1), null, 10, default)).Select(m => m.Match.Id).ShouldNotContain("m02");
    }

    [Fact]
    public async Task A_match_that_waits_for_its_second_turn_is_not_unfinished_until_then()
    {
        var waiting = Over("m1", 1500, 1500) with { Status = MatchStatus.Waiting, EndedAt = null, Winner = null, Reason = null, CreatedAt = Noon, WaitsUntil = Noon.AddDays(3) };
        await _store.Save(waiting, default);
        (await _store.Find(new TenantKey("main", "m1"), default))!.WaitsUntil.ShouldBe(Noon.AddDays(3));
        (await _store.Unfinished(Noon.AddDays(3), null, 10, default)).ShouldBeEmpty();
        (await _store.Unfinished(Noon.AddDays(3).AddSeconds(1), null, 10, default)).ShouldHaveSingleItem();
        await _store.Save(waiting with { Status = MatchStatus.Active, WaitsUntil = Noon.AddHours(1) }, default);
        (await _store.Unfinished(Noon.AddHours(2), null, 10, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_ladder_shows_the_first_and_those_around_one()
    {
        for (var n = 0; n < 20; n++)
            await _store.Save(Over($"m{n}", 1500, 1500) with { Sides = [Side($"p{n:00}", 1500, Rated(2000 - (50 * (n / 2)))), Side("other", 1500, null)] }, default);
        await _store.Save(Over("new", 1500, 1500) with { Sides = [Side("newcomer", 1500, Rated(2500) with { Deviation = 200 }), Side("other", 1500, null)] }, default);

        var top = await _store.Top("main", "logic", 3, default);
        top.Select(r => (r.Rank, r.PlayerId, r.Rating)).ShouldBe([(1, "p00", 2000), (1, "p01", 2000), (3, "p02", 1950)]);
        var around = await _store.Around(new TenantKey("main", "p07"), "logic", 2, default);
        around.Select(r => (r.Rank, r.PlayerId)).ShouldBe([(5, "p05"), (7, "p06"), (7, "p07"), (9, "p08"), (9, "p09")]);
        (await _store.Around(new TenantKey("main", "p00"), "logic", 2, default)).Select(r => r.PlayerId).ShouldBe(["p00", "p01", "p02"]);
        (await _store.Around(new TenantKey("main", "newcomer"), "logic", 2, default)).ShouldBeEmpty();
        (await _store.Top("main", "music", 3, default)).ShouldBeEmpty();
        (await _store.Top("other", "logic", 3, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ghost_is_somebody_as_strong_from_a_duel_one_was_not_in()
    {
        await _store.Save(Over("m1", 1500, 1500) with { Sides = [Side("carol", 1700, Rated(1710)), Side("dan", 1450, Rated(1440))] }, default);
        await _store.Save(Over("m2", 1500, 1500) with { Sides = [Side("ada", 1500, Rated(1510)), Side("eve", 1500, Rated(1490))] }, default);
        await _store.Save(Over("m3", 1500, 1500) with { Rated = false, Sides = [Side("fay", 1500, null), Side("gus", 1500, null)] }, default);
        (await _store.FindRecorded("main", "logic", "en", 1500, "ada", default)).ShouldBe(("m1", "dan"));
        (await _store.FindRecorded("main", "logic", "en", 2200, "ada", default)).ShouldBeNull();
        (await _store.FindRecorded("main", "logic", "de", 1500, "ada", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_who_played_to_the_end_and_scored_makes_a_ghost()
    {
        foreach (var (id, reason) in new[] { ("m1", "forfeited"), ("m2", "time_up") })
            await _store.Save(Over(id, 1500, 1500) with { Reason = reason, Sides = [Side("carol", 1500, Rated(1510)), Side("dan", 1500, Rated(1490))] }, default);
        (await _store.FindRecorded("main", "logic", "en", 1500, "ada", default)).ShouldBeNull();
        await _store.Save(Over("m3", 1500, 1500) with { Sides = [Side("carol", 1700, Rated(1710)), Side("dan", 1500, Rated(1490)) with { Score = 0 }] }, default);
        (await _store.FindRecorded("main", "logic", "en", 1500, "ada", default)).ShouldBe(("m3", "carol"));
    }

    protected static MatchRecord Over(string id, double ada, double bob) => new(
        "main", id, "logic", "en", true, MatchStatus.Completed, Noon.AddMinutes(-5), Noon.AddMinutes(-4), Noon, "ada", "completed",
        [Side("ada", 1500, Rated(ada)), Side("bob", 1500, Rated(bob))]);

    /// <summary>Ada's match that ended at an instant and left a rating of so many games.</summary>
    private static MatchRecord Ended(string id, DateTimeOffset at, double rating, int games, string nickname) => Over(id, rating, 1400) with
    {
        EndedAt = at,
        Sides = [Side("ada", 1500, Rated(rating) with { Games = games, At = at }) with { Nickname = nickname }, Side("bob", 1500, null)],
    };

    private static MatchSide Side(string player, double before, Rating? after) =>
        new(player, player, "human", 70, new Rating(before, 80, 0.06, 4, Noon.AddDays(-1)), after);

    private static Rating Rated(double value) => new(value, 60, 0.0599, 5, Noon);
}
