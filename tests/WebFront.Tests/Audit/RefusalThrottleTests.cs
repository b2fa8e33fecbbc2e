using QuizOrleans.Grains.Audit;
using QuizOrleans.WebFront.Audit;

namespace QuizOrleans.WebFront.Tests.Audit;

public sealed class RefusalThrottleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly RefusalThrottle _throttle = new(TimeSpan.FromMinutes(1), most: 3);

    [Fact]
    public void The_first_is_written_and_the_rest_of_the_minute_counted()
    {
        Enumerable.Range(0, 50).Count(n => Refused("eve", second: n)).ShouldBe(1);
        _throttle.Over(Noon.AddSeconds(59)).ShouldBeEmpty();
        var (tenant, entry) = _throttle.Over(Noon.AddSeconds(60)).Single();
        (tenant, entry.Actor, entry.Action, entry.Outcome, entry.At, entry.Details).ShouldBe(("t", "eve", "role_refused", "forbidden", Noon.AddSeconds(60), "49 more since 12:00:00"));
        _throttle.Over(Noon.AddSeconds(60)).ShouldBeEmpty();
        Refused("eve", second: 61).ShouldBeTrue();
    }

    [Fact]
    public void One_alone_is_written_once()
    {
        Refused("eve").ShouldBeTrue();
        _throttle.Over(Noon.AddMinutes(2)).ShouldBeEmpty();
        Refused("eve", second: 121).ShouldBeTrue();
    }

    [Fact]
    public void A_count_that_nobody_asked_for_in_time_is_not_lost()
    {
        Refused("eve");
        Refused("eve", second: 1);
        Refused("eve", second: 70).ShouldBeFalse();
        _throttle.Over(Noon.AddSeconds(71)).Single().Entry.Details.ShouldStartWith("2 more");
    }

    [Fact]
    public void Persons_actions_outcomes_and_tenants_are_told_apart()
    {
        Refused("eve").ShouldBeTrue();
        Refused("mallory").ShouldBeTrue();
        _throttle.Admit("t", Entry("eve") with { Outcome = "not_host" }).ShouldBeTrue();
        Refused("eve").ShouldBeFalse();
    }

    [Fact]
    public void Who_is_not_signed_in_is_told_apart_by_his_address()
    {
        _throttle.Admit("t", Entry(null) with { Address = "10.0.0.1" }).ShouldBeTrue();
        _throttle.Admit("t", Entry(null) with { Address = "10.0.0.2" }).ShouldBeTrue();
        _throttle.Admit("t", Entry(null) with { Address = "10.0.0.1" }).ShouldBeFalse();
    }

    [Fact]
    public void A_crowd_is_counted_together()
    {
        Enumerable.Range(0, 1000).Count(n => Refused($"bot{n}")).ShouldBe(4);
        var crowd = _throttle.Over(Noon.AddMinutes(1)).Single().Entry;
        (crowd.Actor, crowd.Address, crowd.Target, crowd.Details).ShouldBe((null, null, null, "996 more since 12:00:00"));
    }

    [Fact]
    public void At_the_end_all_counts_are_told()
    {
        Refused("eve");
        Refused("eve");
        _throttle.Over(Noon.AddSeconds(1), all: true).Single().Entry.Details.ShouldStartWith("1 more");
    }

    private bool Refused(string who, int second = 0) => _throttle.Admit("t", Entry(who) with { At = Noon.AddSeconds(second) });

    private static AuditEntry Entry(string? who) => new(Noon, who, AuditActions.RoleRefused, "CreateRoom", "forbidden", "10.0.0.1", "");
}
