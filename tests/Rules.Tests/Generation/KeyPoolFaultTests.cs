using QuizOrleans.Rules.Generation;
using static QuizOrleans.Rules.Tests.Generation.Pools;

namespace QuizOrleans.Rules.Tests.Generation;

/// <summary>How long each fault keeps whom from being used.</summary>
public class KeyPoolFaultTests
{
    [Fact]
    public void A_refused_project_rests_for_what_the_provider_says_and_another_is_next()
    {
        var pool = new PoolScene(Of("m", Key("a:p"), Key("b:p"), Key("c")));
        pool.Lease(0).ShouldBe("a/m");
        pool.Report(1, "a/m", Limited(34.07));
        pool.Lease(1).ShouldBe("c/m", "b shares the project of a");
        pool.Lease(2).ShouldBe("c/m");
        pool.Lease(35.06, "c").ShouldBeNull();
        pool.Lease(35.07).ShouldBe("b/m");
    }

    [Fact]
    public void With_every_project_refused_the_next_model_is_called()
    {
        var pool = new PoolScene(Of("best next", Key("a"), Key("b")));
        pool.Report(0, "a/best", Limited(60)).Report(0, "b/best", Limited(60));
        pool.Lease(1).ShouldBe("a/next");
        pool.Lease(60).ShouldBe("b/best");
    }

    [Fact]
    public void A_day_s_quota_rests_until_the_day_s_end_whatever_else_is_said()
    {
        var pool = new PoolScene(Of("m", Key("a")), Pacific);
        pool.Report(0, "a/m", Limited(26, new QuotaHit("minute", null, true), new QuotaHit("day", 250, false)));
        pool.FreeAt(30).ShouldBe(20 * 3600);
    }

    [Fact]
    public void A_learned_minute_does_not_reach_over_midnight()
    {
        const int Midnight = 12 * 3600;
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Lease(Midnight - 10).ShouldBe("a/m");
        pool.Report(Midnight - 9, "a/m", Limited(2, new QuotaHit("minute", 1, false)));
        // At midnight the limit is forgotten, and with it that the minute is full.
        pool.FreeAt(Midnight - 5).ShouldBe(Midnight);
        pool.Lease(Midnight).ShouldBe("a/m");
    }

    [Fact]
    public void A_configured_minute_reaches_over_midnight()
    {
        const int Midnight = 12 * 3600;
        var pool = new PoolScene(Of("m", Key("a", perMinute: 2)));
        pool.Lease(Midnight - 20).ShouldBe("a/m");
        pool.Lease(Midnight - 10).ShouldBe("a/m");
        pool.Report(Midnight - 9, "a/m", Limited(2, new QuotaHit("minute", 1, false)));
        pool.FreeAt(Midnight - 5).ShouldBe(Midnight + 41);
        pool.Lease(Midnight + 40).ShouldBeNull();
        pool.Lease(Midnight + 41).ShouldBe("a/m");
    }

    [Fact]
    public void Limits_are_learned_for_the_day()
    {
        var pool = new PoolScene(Of("m", Key("a", perMinute: 10)));
        pool.Report(0, "a/m", Limited(5, new QuotaHit("minute", 2, false), new QuotaHit("minute", 1, true)));
        pool.Lease(5).ShouldNotBeNull();
        pool.Lease(5).ShouldNotBeNull();
        pool.Lease(5).ShouldBeNull();
        // The next day begins twelve hours after noon; what was learned is no longer believed, what is configured is.
        Enumerable.Range(0, 11).Count(_ => pool.Lease(12 * 3600) is not null).ShouldBe(10);
    }

    [Fact]
    public void A_limit_of_nothing_rests_for_the_day()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Report(0, "a/m", Limited(5, new QuotaHit("minute", 0, false)));
        pool.FreeAt(10).ShouldBe(12 * 3600);
    }

    [Fact]
    public void Without_a_word_how_long_the_rest_grows_up_to_a_bound_and_success_ends_that()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        var at = 0.0;
        List<double> rests = [];
        for (var i = 0; i < 9; i++) Refuse();
        rests.ShouldBe([15, 30, 60, 120, 240, 480, 900, 900, 900]);
        pool.Lease(at).ShouldNotBeNull();
        pool.Report(at, "a/m", Ok());
        Refuse();
        rests[^1].ShouldBe(15);

        void Refuse()
        {
            pool.Report(at, "a/m", Limited(), jitter: 0.999999999);
            var free = pool.FreeAt(at)!.Value;
            rests.Add(Math.Round(free - at));
            at = Math.Ceiling(free);
        }
    }

    [Theory]
    [InlineData(0, 7.5)]
    [InlineData(0.5, 11.25)]
    public void Chance_shortens_a_rest_by_a_half_at_most(double jitter, double seconds)
    {
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Report(0, "a/m", Limited(), jitter);
        pool.FreeAt(0).ShouldBe(seconds);
    }

    [Fact]
    public void Refusals_of_calls_that_were_under_way_do_not_make_it_grow_and_successes_do_not_end_it()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        for (var i = 0; i < 5; i++) pool.Report(i, "a/m", Limited(), jitter: 0);
        pool.Report(5, "a/m", Ok());
        pool.FreeAt(6).ShouldBe(4 + 7.5);
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(1e9, 26 * 3600)]
    public void What_the_provider_says_is_believed_within_bounds(double said, double rests)
    {
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Report(0, "a/m", Limited(said));
        pool.FreeAt(0).ShouldBe(rests);
    }

    [Fact]
    public void An_unknown_key_is_out_until_an_operator_says_so()
    {
        var pool = new PoolScene(Of("m", Key("a"), Key("b")));
        pool.Report(0, "a/m", Fault(CallFaultKind.Unauthorized)).Report(1, "a/m", Ok());
        Enumerable.Range(0, 3).Select(i => pool.Lease(1e7 + i)).ShouldBe(["b/m", "b/m", "b/m"]);
        pool.Report(1e7, "b/m", Fault(CallFaultKind.Unauthorized));
        pool.FreeAt(1e8).ShouldBeNull();
        pool.Leased(1e8).HasKeys.ShouldBeFalse();
    }

    [Fact]
    public void A_forbidden_key_is_blocked_for_longer_each_time()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Report(0, "a/m", Fault(CallFaultKind.Forbidden)).Report(1, "a/m", Fault(CallFaultKind.Forbidden));
        pool.FreeAt(2).ShouldBe(150);
        pool.Leased(2).HasKeys.ShouldBeFalse();
        pool.Report(150, "a/m", Fault(CallFaultKind.Forbidden));
        pool.FreeAt(150).ShouldBe(450);
        pool.Report(450, "a/m", Ok()).Report(451, "a/m", Fault(CallFaultKind.Forbidden));
        pool.FreeAt(452).ShouldBe(601);
    }

    [Theory]
    [InlineData(CallFaultKind.Unavailable)]
    [InlineData(CallFaultKind.TimedOut)]
    public void The_provider_s_trouble_sends_the_next_try_elsewhere_for_a_moment(CallFaultKind kind)
    {
        var pool = new PoolScene(Of("best next", Key("a"), Key("b")));
        pool.Report(0, "a/best", Fault(kind), jitter: 0.5);
        pool.Lease(0.7).ShouldBe("b/best");
        pool.Report(0.7, "b/best", Fault(kind), jitter: 0.5);
        pool.Lease(0.7).ShouldBe("a/next");
        pool.Lease(0.75, "b").ShouldBe("a/best");
    }

    [Fact]
    public void Trouble_in_a_row_rests_longer_up_to_a_minute_and_one_success_ends_it()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        var at = 0.0;
        for (var i = 0; i < 20; i++)
        {
            pool.Report(at, "a/m", Fault(CallFaultKind.Unavailable), jitter: 0.999999999);
            var free = pool.FreeAt(at)!.Value;
            Math.Round(free - at).ShouldBe(Math.Min(60, Math.Pow(2, i)));
            at = Math.Ceiling(free);
        }

        pool.Report(at, "a/m", Ok()).Report(at, "a/m", Fault(CallFaultKind.Unavailable), jitter: 0);
        pool.FreeAt(at).ShouldBe(at + 0.5);
    }

    [Fact]
    public void An_overload_that_says_how_long_rests_so_long()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Report(0, "a/m", Fault(CallFaultKind.Unavailable, retryAfter: 12));
        pool.FreeAt(0).ShouldBe(12);
    }

    [Theory]
    [InlineData(CallFaultKind.Invalid)]
    [InlineData(CallFaultKind.Blocked)]
    [InlineData(CallFaultKind.Unreadable)]
    public void A_key_is_not_blamed_for_the_request_or_the_answer(CallFaultKind kind)
    {
        var pool = new PoolScene(Of("m", Key("a")));
        for (var i = 0; i < 5; i++) pool.Report(0, "a/m", Fault(kind)).Lease(0).ShouldBe("a/m");
    }
}
