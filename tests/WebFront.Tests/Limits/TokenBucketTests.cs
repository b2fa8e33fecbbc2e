using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Tests.Limits;

public sealed class TokenBucketTests
{
    private const long Second = 1000;
    private readonly TokenBucket _bucket = new(5, TimeSpan.FromSeconds(10), Second);

    [Fact]
    public void So_many_can_be_taken_at_once_and_one_more_not()
    {
        for (var n = 0; n < 5; n++) _bucket.Take(0).ShouldBeNull();
        _bucket.Take(0).ShouldBe(TimeSpan.FromSeconds(2));
        _bucket.Take(500).ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void What_was_refused_costs_nothing()
    {
        for (var n = 0; n < 5; n++) _bucket.Take(0);
        for (var n = 0; n < 100; n++) _bucket.Take(0).ShouldNotBeNull();
        _bucket.Take(2 * Second).ShouldBeNull();
        _bucket.Take(2 * Second).ShouldNotBeNull();
    }

    [Fact]
    public void They_come_back_one_by_one_and_no_more_than_there_were()
    {
        for (var n = 0; n < 5; n++) _bucket.Take(0);
        _bucket.IsFull(10 * Second - 1).ShouldBeFalse();
        _bucket.IsFull(10 * Second).ShouldBeTrue();
        for (var n = 0; n < 5; n++) _bucket.Take(100 * Second).ShouldBeNull();
        _bucket.Take(100 * Second).ShouldNotBeNull();
    }

    [Fact]
    public void What_is_given_back_can_be_taken_again_and_no_more_than_that()
    {
        for (var n = 0; n < 5; n++) _bucket.Take(0);
        _bucket.GiveBack();
        _bucket.Take(0).ShouldBeNull();
        _bucket.Take(0).ShouldBe(TimeSpan.FromSeconds(2));
        // One that has become full meanwhile has nothing to gain.
        _bucket.GiveBack();
        for (var n = 0; n < 5; n++) _bucket.Take(100 * Second).ShouldBeNull();
        _bucket.Take(100 * Second).ShouldNotBeNull();
    }

    [Fact]
    public void A_clock_that_starts_below_nothing_is_a_clock_too()
    {
        _bucket.IsFull(-50 * Second).ShouldBeTrue();
        for (var n = 0; n < 5; n++) _bucket.Take(-50 * Second).ShouldBeNull();
        _bucket.Take(-50 * Second).ShouldNotBeNull();
    }

    [Fact]
    public void Many_who_take_at_once_get_no_more_than_there_is()
    {
        var bucket = new TokenBucket(10_000, TimeSpan.FromMinutes(1), Second);
        var taken = 0;
        Parallel.For(0, 40_000, _ =>
        {
            if (bucket.Take(0) is null) Interlocked.Increment(ref taken);
        });
        taken.ShouldBe(10_000);
    }
}
