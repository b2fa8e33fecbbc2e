using QuizOrleans.Rules.Generation;
using static QuizOrleans.Rules.Tests.Generation.Pools;

namespace QuizOrleans.Rules.Tests.Generation;

public class KeyPoolTests
{
    [Fact]
    public void Keys_take_turns()
    {
        var pool = new PoolScene(Of("m", Key("a"), Key("b"), Key("c")));
        Enumerable.Range(0, 6).Select(i => pool.Lease(i)).ShouldBe(["a/m", "b/m", "c/m", "a/m", "b/m", "c/m"]);
    }

    [Fact]
    public void Nobody_to_take_a_turn_is_said()
    {
        var leased = KeyPool.Lease(Of("m"), Noon, [], Utc);
        (leased.Lease, leased.FreeAt, leased.HasKeys).ShouldBe((null, null, false));
    }

    [Fact]
    public void What_was_tried_is_not_leased_again()
    {
        var pool = new PoolScene(Of("m", Key("a"), Key("b")));
        pool.Lease(0, "a").ShouldBe("b/m");
        var none = pool.Leased(1, "a", "b");
        (none.Lease, none.HasKeys).ShouldBe((null, true));
        none.FreeAt.ShouldNotBeNull().ShouldBeLessThan(At(1));
    }

    [Fact]
    public void A_minute_s_quota_slides()
    {
        var pool = new PoolScene(Of("m", Key("a", perMinute: 2)));
        pool.Lease(50).ShouldNotBeNull();
        pool.Lease(59).ShouldNotBeNull();
        // A new minute on the clock is none of ours.
        pool.Lease(61).ShouldBeNull();
        pool.FreeAt(61).ShouldBe(111);
        pool.Lease(110.9).ShouldBeNull();
        pool.Lease(111).ShouldNotBeNull();
        pool.Lease(112).ShouldBeNull();
        pool.Lease(120).ShouldNotBeNull();
    }

    [Fact]
    public void Quota_is_counted_when_a_key_is_leased_and_shared_by_the_project()
    {
        var pool = new PoolScene(Of("m", Key("a:p", perMinute: 3), Key("b:p", perMinute: 3), Key("c", perMinute: 1)));
        Enumerable.Range(0, 5).Select(_ => pool.Lease(0)).ShouldBe(["a/m", "b/m", "c/m", "a/m", null]);
    }

    [Fact]
    public void When_the_better_model_s_quota_is_used_up_the_next_model_is_called()
    {
        var pool = new PoolScene(Of("best next", Key("a", perMinute: 1), Key("b", perMinute: 1)));
        Enumerable.Range(0, 5).Select(_ => pool.Lease(0)).ShouldBe(["a/best", "b/best", "a/next", "b/next", null]);
    }

    [Fact]
    public void A_day_s_quota_ends_at_the_provider_s_midnight()
    {
        var pool = new PoolScene(Of("m", Key("a", perDay: 1)), Pacific);
        pool.Lease(0).ShouldNotBeNull();
        pool.Lease(3600).ShouldBeNull();
        // Midnight in California is 08:00 UTC in winter: 20 hours after noon.
        pool.FreeAt(3600).ShouldBe(20 * 3600);
        pool.Lease((20 * 3600) - 1).ShouldBeNull();
        pool.Lease(20 * 3600).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("2026-03-07T20:00Z", "2026-03-08T08:00Z")]
    [InlineData("2026-03-08T20:00Z", "2026-03-09T07:00Z")]
    [InlineData("2026-11-01T06:59Z", "2026-11-01T07:00Z")]
    [InlineData("2026-11-01T07:00Z", "2026-11-02T08:00Z")]
    public void Days_with_a_change_of_clocks_end_at_midnight_too(string now, string end) =>
        Pacific.EndOfDay(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_midnight_that_the_clocks_skip_or_repeat_is_found()
    {
        var beirut = new KeyPoolRules { Days = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut") };
        beirut.EndOfDay(new DateTimeOffset(2024, 3, 30, 12, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2024, 3, 30, 22, 0, 0, TimeSpan.Zero));
        var havana = new KeyPoolRules { Days = TimeZoneInfo.FindSystemTimeZoneById("America/Havana") };
        havana.EndOfDay(new DateTimeOffset(2024, 11, 2, 12, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2024, 11, 3, 4, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Figures_add_up()
    {
        var pool = new PoolScene(Of("m", Key("a")));
        pool.Lease(0);
        pool.Report(1, "a/m", Ok(100, 20));
        pool.Lease(2);
        pool.Report(3, "a/m", new CallOutcome.Failed(CallFaultKind.Unreadable, null, [], 10, 5));
        pool.Lease(4);
        pool.Report(5, "a/m", new CallOutcome.Cancelled());
        var key = pool.State.Find("a")!;
        (key.Calls, key.PromptTokens, key.AnswerTokens, key.LastUsedAt).ShouldBe((3, 110, 25, At(4)));
        key.Errors.ShouldBe([new KeyValuePair<string, long>("unreadable", 1)]);
    }

    [Fact]
    public void Every_fault_has_a_name() => Enum.GetValues<CallFaultKind>().Select(CallOutcome.NameOf).Distinct().Count().ShouldBe(CallOutcome.Names.Count);

    [Fact]
    public void What_the_configuration_no_longer_names_is_forgotten_and_what_is_new_comes_in()
    {
        var pool = new PoolScene(Of("m n", Key("a"), Key("b")));
        pool.Lease(0);
        pool.Lease(0);
        pool.Report(1, "b/m", Fault(CallFaultKind.Unauthorized));
        var next = KeyPool.Configure(pool.State, ["n"], [Key("b", perMinute: 7), Key("c")]);
        next.Keys.Select(k => (k.Entry, k.IsInvalid, k.PerMinute, k.Calls)).ShouldBe([("b", true, 7, 1L), ("c", false, null, 0L)]);
        next.Quotas.ShouldBeEmpty();
    }

    [Fact]
    public void Another_key_under_the_same_name_begins_anew_and_so_does_its_project()
    {
        var pool = new PoolScene(Of("m", Key("a"), Key("b:p"), Key("c:p")));
        pool.Report(0, "a/m", Fault(CallFaultKind.Unauthorized)).Report(0, "a/m", Limited(60)).Report(0, "b/m", Limited(60));
        var next = KeyPool.Configure(pool.State, ["m"], [Key("a", fingerprint: "new"), Key("b:p", fingerprint: "new"), Key("c:p")]);
        next.Find("a")!.IsInvalid.ShouldBeFalse();
        next.Quotas.Select(q => q.Project).ShouldBe(["p"]);
        var late = KeyPool.Report(next, At(1), new PoolLease("a", "print-a", "m"), Fault(CallFaultKind.Unauthorized), 0, Utc);
        late.Find("a")!.IsInvalid.ShouldBeFalse("a late report is of the old key");
    }

    [Fact]
    public void An_operator_s_word_frees_a_key_and_its_project()
    {
        var pool = new PoolScene(Of("m", Key("a", perMinute: 9)));
        pool.Report(0, "a/m", Limited(600, new QuotaHit("minute", 1, false))).Report(0, "a/m", Fault(CallFaultKind.Forbidden)).Report(0, "a/m", Fault(CallFaultKind.Unauthorized));
        pool.Lease(1).ShouldBeNull();
        pool.State = KeyPool.Clear(pool.State, "a").ShouldNotBeNull();
        pool.Lease(1).ShouldBe("a/m");
        pool.Lease(1).ShouldBe("a/m");
        pool.State.Find("a")!.Errors.Count.ShouldBe(3);
        KeyPool.Clear(pool.State, "b").ShouldBeNull();
    }
}
