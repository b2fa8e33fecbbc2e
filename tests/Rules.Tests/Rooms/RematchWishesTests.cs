using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Wishing a rematch, and not.</summary>
public class RematchWishesTests
{
    private static readonly DateTimeOffset Until = DateTimeOffset.UnixEpoch.AddSeconds(60);

    private static readonly RematchWishes AdaWants = RematchWishes.None.Want("ada", Until);

    [Fact]
    public void It_needs_both()
    {
        AdaWants.Wanted.ShouldBe(["ada"]);
        AdaWants.Want("bob", Until.AddSeconds(9)).Wanted.ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public void Asked_twice_it_waits_no_longer() => AdaWants.Want("ada", Until.AddSeconds(9)).ShouldBe(AdaWants);

    [Fact]
    public void Taken_back_it_may_be_wished_by_either()
    {
        var ended = AdaWants.Decline("ada");
        (ended.Wanted.Count, ended.Until, ended.End).ShouldBe((0, null, new RematchEnd("ada", RematchEndReason.Withdrawn)));
        (ended.IsDeclinedTo("ada"), ended.IsDeclinedTo("bob")).ShouldBe((false, false));
    }

    [Fact]
    public void Declined_only_who_declined_has_the_next_word()
    {
        var ended = AdaWants.Decline("bob");
        (ended.Wanted.Count, ended.Until, ended.End).ShouldBe((0, null, new RematchEnd("bob", RematchEndReason.Declined)));
        (ended.IsDeclinedTo("ada"), ended.IsDeclinedTo("bob")).ShouldBe((true, false));
        var changed = ended.Want("bob", Until);
        (changed.End, changed.IsDeclinedTo("ada")).ShouldBe((null, false));
        changed.Wanted.ShouldBe(["bob"]);
    }

    [Fact]
    public void There_is_nothing_to_decline_without_a_wish()
    {
        RematchWishes.None.Decline("bob").ShouldBe(RematchWishes.None);
        var declined = AdaWants.Decline("bob");
        declined.Decline("ada").ShouldBe(declined);
    }

    [Fact]
    public void It_lapses_when_nobody_meets_it_in_time()
    {
        AdaWants.Lapse(Until.AddTicks(-1)).ShouldBe(AdaWants);
        var ended = AdaWants.Lapse(Until);
        (ended.Wanted.Count, ended.End).ShouldBe((0, new RematchEnd("ada", RematchEndReason.Expired)));
        ended.IsDeclinedTo("bob").ShouldBeFalse();
        ended.Lapse(Until.AddYears(1)).ShouldBe(ended);
        RematchWishes.None.Lapse(Until).ShouldBe(RematchWishes.None);
    }

    [Fact]
    public void Who_has_gone_on_does_not_wish_it_and_the_other_still_does()
    {
        var gone = new RematchEnd("ada", RematchEndReason.Elsewhere);
        var alone = AdaWants.GoneOn("ada");
        (alone.Wanted.Count, alone.Until, alone.End).ShouldBe((0, null, gone));
        var left = AdaWants.Want("bob", Until.AddSeconds(9)).GoneOn("ada");
        left.Wanted.ShouldBe(["bob"]);
        (left.Until, left.End, left.IsDeclinedTo("bob")).ShouldBe((Until, gone, false));
        left.Want("ada", Until).End.ShouldBeNull();
    }
}
