using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Tests.Relay;

public sealed class UpdateOrderTests
{
    private readonly UpdateOrder _order = new();

    [Fact]
    public void What_comes_in_order_is_told_at_once()
    {
        Start(5);
        Take(5, 6).ShouldBe([6]);
        Take(6, 9).ShouldBe([9]);
    }

    [Fact]
    public void An_update_that_overtook_another_waits_for_it()
    {
        Start(5);
        Take(6, 7).ShouldBe([]);
        _order.IsWaiting.ShouldBeTrue();
        Take(5, 6).ShouldBe([6, 7]);
        _order.IsWaiting.ShouldBeFalse();
    }

    [Fact]
    public void Several_that_came_early_are_told_in_their_order()
    {
        Start(1);
        Take(4, 5).ShouldBe([]);
        Take(2, 3).ShouldBe([]);
        Take(3, 4).ShouldBe([]);
        Take(1, 2).ShouldBe([2, 3, 4, 5]);
    }

    [Fact]
    public void A_count_that_overtook_its_question_waits_for_it()
    {
        Start(5);
        Take(6, 6).ShouldBe([]);
        Take(5, 6).ShouldBe([6, 6]);
        Take(6, 6).ShouldBe([6]);
    }

    [Fact]
    public void What_is_given_up_is_told_with_its_gap_and_the_late_one_never()
    {
        Start(5);
        Take(7, 8).ShouldBe([]);
        Take(6, 7).ShouldBe([]);
        Told(_order.GiveUp).Select(u => (u.Since, u.Version)).ShouldBe([(6L, 7L), (7L, 8L)]);
        Take(5, 6).ShouldBe([]);
        Take(8, 9).ShouldBe([9]);
    }

    [Fact]
    public void Before_a_start_is_known_the_first_update_is_it()
    {
        Take(7, 8).ShouldBe([8]);
        Take(9, 10).ShouldBe([]);
        Take(8, 9).ShouldBe([9, 10]);
    }

    [Fact]
    public void A_start_that_is_told_late_changes_nothing()
    {
        Take(7, 8);
        Start(6);
        Take(8, 9).ShouldBe([9]);
    }

    [Fact]
    public void A_start_that_covers_what_was_missing_lets_the_rest_through()
    {
        Start(5);
        Take(8, 9).ShouldBe([]);
        Told(told => _order.StartAt(8, told)).Select(u => u.Version).ShouldBe([9L]);
    }

    [Fact]
    public void Not_more_is_kept_than_the_limit()
    {
        Start(1);
        for (var version = 3; version < 3 + UpdateOrder.MostEarly; version++) Take(version - 1, version).ShouldBe([]);
        Take(2 + UpdateOrder.MostEarly, 3 + UpdateOrder.MostEarly).Length.ShouldBe(UpdateOrder.MostEarly + 1);
    }

    private void Start(long version) => Told(told => _order.StartAt(version, told)).ShouldBeEmpty();

    private long[] Take(long since, long version) =>
        [.. Told(told => _order.Take(new RoomUpdate("PIN", since, version, new RoomLocked(true)), told)).Select(u => u.Version)];

    private static List<RoomUpdate> Told(Action<List<RoomUpdate>> happens)
    {
        List<RoomUpdate> told = [];
        happens(told);
        return told;
    }
}
