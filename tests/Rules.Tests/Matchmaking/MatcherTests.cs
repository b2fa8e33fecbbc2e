using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Tests.Quizzes;
using static QuizOrleans.Rules.Tests.Matchmaking.Tickets;

namespace QuizOrleans.Rules.Tests.Matchmaking;

/// <summary>The window is 100 at first and 25 more after each second, 1000 at most.</summary>
public class MatcherTests
{
    private static readonly Gen<Ticket[]> Crowd =
        (from rating in Gen.OneOf(Gen.Choose(1300, 1700), Gen.Elements(1400, 1500, 1600))
         from since in Gen.Choose(0, 40)
         from last in Gen.Choose(0, 30)
         from blocked in Gen.Choose(0, 30)
         from state in Gen.Choose(0, 11)
         select (rating, since, last, blocked, state)).ArrayOf().Select(all => all.Select((t, i) => Waits(
            $"p{i}", t.rating, t.since, t.last == i ? null : $"p{t.last}", t.blocked == i ? [] : [$"p{t.blocked}"]) with
         {
             AwaySince = t.state == 0 ? At(40) : null,
             MatchId = t.state == 1 ? "m" : null,
         }).ToArray());

    [Fact]
    public void Nobody_and_one_alone_are_no_pair()
    {
        Pairs(0).ShouldBeEmpty();
        Pairs(0, Waits("ada")).ShouldBeEmpty();
    }

    [Fact]
    public void Two_of_a_strength_meet_at_once() => Pairs(0, Waits("ada", 1500), Waits("bob", 1600)).ShouldBe(["ada-bob"]);

    [Fact]
    public void Who_is_too_far_away_is_met_when_both_have_waited()
    {
        Pairs(0, Waits("ada", 1500), Waits("bob", 1601)).ShouldBeEmpty();
        Pairs(4, Waits("ada", 1500), Waits("bob", 1700)).ShouldBe(["ada-bob"]);
        Pairs(3.9, Waits("ada", 1500), Waits("bob", 1700)).ShouldBeEmpty();
    }

    [Fact]
    public void However_long_the_wait_the_window_ends_at_a_thousand()
    {
        Pairs(290, Waits("ada", 500), Waits("bob", 1500)).ShouldBe(["ada-bob"]);
        Pairs(290, Waits("ada", 500), Waits("bob", 1501)).ShouldBeEmpty();
    }

    [Fact]
    public void A_wide_window_does_not_draw_in_who_has_just_come()
    {
        Pairs(30, Waits("ada", 1500, since: 0), Waits("bob", 1700, since: 30)).ShouldBeEmpty();
        Pairs(34, Waits("ada", 1500, since: 0), Waits("bob", 1700, since: 30)).ShouldBe(["ada-bob"]);
    }

    [Fact]
    public void Past_a_neighbour_whose_window_is_too_narrow_the_next_is_met() =>
        Pairs(30, Waits("ada", 1500, since: 0), Waits("new", 1650, since: 30), Waits("old", 1700, since: 10)).ShouldBe(["ada-old"]);

    [Fact]
    public void Who_has_waited_longest_chooses_first() =>
        Pairs(10, Waits("young", 1500, since: 5), Waits("mid", 1510, since: 3), Waits("old", 1530, since: 1)).ShouldBe(["old-mid"]);

    [Fact]
    public void The_first_of_a_pair_has_waited_longer() => Pairs(10, Waits("ada", since: 5), Waits("bob", since: 1)).ShouldBe(["bob-ada"]);

    [Fact]
    public void The_nearest_rating_is_met() =>
        Pairs(5, Waits("ada", 1500), Waits("far", 1560, since: 1), Waits("near", 1450, since: 2)).ShouldBe(["ada-near"]);

    [Theory]
    [InlineData(1450, 1550)]
    [InlineData(1550, 1450)]
    [InlineData(1550, 1550)]
    [InlineData(1450, 1450)]
    public void Of_two_as_near_the_one_who_has_waited_longer_is_met(double late, double early) =>
        Pairs(5, Waits("ada", 1500), Waits("late", late, since: 2), Waits("early", early, since: 1)).ShouldBe(["ada-early"]);

    [Fact]
    public void Of_many_newcomers_below_the_first_to_come_is_met_though_they_are_more_than_a_ticket_looks_at()
    {
        Ticket[] newcomers = [.. Enumerable.Range(0, 3 * Matcher.MostLooks).Select(i => Waits($"new{i:000}", 1500, since: 1 + (i / 100.0)))];
        Pairs(5, [Waits("ada", 1520), .. newcomers])[0].ShouldBe("ada-new000");
    }

    [Fact]
    public void Newcomers_of_one_strength_meet_in_the_order_they_came() => Pairs(
        5, Waits("ada", since: 0), Waits("bob", since: 1), Waits("carol", since: 2), Waits("dan", since: 3)).ShouldBe(["ada-bob", "carol-dan"]);

    [Fact]
    public void The_last_opponent_is_passed_over_while_others_wait()
    {
        Pairs(5, Waits("ada", 1500, last: "bob"), Waits("bob", 1500, 1), Waits("carol", 1560, 2)).ShouldBe(["ada-carol"]);
        Pairs(5, Waits("ada", 1500), Waits("bob", 1500, 1, last: "ada"), Waits("carol", 1560, 2)).ShouldBe(["ada-carol"]);
    }

    [Fact]
    public void The_last_opponent_is_met_again_when_the_two_are_alone() =>
        Pairs(5, Waits("ada", last: "bob"), Waits("bob", since: 1, last: "ada")).ShouldBe(["ada-bob"]);

    [Fact]
    public void Who_is_away_or_matched_is_no_company() => Pairs(
        5, Waits("ada", last: "bob"), Waits("bob", since: 1), Waits("away") with { AwaySince = At(4) }, Waits("matched") with { MatchId = "m" }).ShouldBe(["ada-bob"]);

    [Fact]
    public void Who_is_away_or_matched_already_is_not_met() =>
        Pairs(5, Waits("ada"), Waits("away") with { AwaySince = At(4) }, Waits("matched") with { MatchId = "m" }).ShouldBeEmpty();

    [Fact]
    public void A_block_holds_for_both_even_when_the_two_are_alone()
    {
        Pairs(5, Waits("ada", blocked: "bob"), Waits("bob")).ShouldBeEmpty();
        Pairs(5, Waits("ada"), Waits("bob", blocked: "ada")).ShouldBeEmpty();
        Pairs(5, Waits("ada"), Waits("bob", blocked: "ada"), Waits("carol", since: 1)).ShouldBe(["ada-carol"]);
    }

    [Fact]
    public void A_ticket_looks_at_only_so_many_neighbours()
    {
        Pairs(5, [Waits("ada", 1500), Waits("free", 1590, since: 1), .. Blocking(Matcher.MostLooks - 1)]).ShouldContain("ada-free");
        Pairs(5, [Waits("ada", 1500), Waits("free", 1590, since: 1), .. Blocking(Matcher.MostLooks)]).ShouldNotContain("ada-free");

        static Ticket[] Blocking(int count) => [.. Enumerable.Range(0, count).Select(i => Waits($"b{i}", 1501 + i, 2, null, [.. Enumerable.Range(0, count).Select(o => $"b{o}"), "ada", "free"]))];
    }

    [Fact]
    public void Ids_that_a_culture_takes_for_equal_still_have_an_order()
    {
        // A soft hyphen weighs nothing where texts are sorted for people.
        Ticket[] tickets = [Waits("ada"), Waits("a\u00ADda"), Waits("ad\u00ADa"), Waits("ada\u00AD")];
        Pairs(5, [.. tickets.Reverse()]).ShouldBe(Pairs(5, tickets));
    }

    [Fact]
    public void Any_order_of_the_tickets_gives_the_same_pairs() => Arbitrary.Holds(
        from crowd in Crowd from shuffled in Gen.Shuffle(crowd) select (crowd, shuffled), t => Pairs(40, t.shuffled).ShouldBe(Pairs(40, t.crowd)));

    [Fact]
    public void Nobody_is_in_two_pairs_and_every_pair_is_allowed() => Arbitrary.Holds(Crowd, crowd =>
    {
        var rules = new QueueRules();
        var pairs = Matcher.Pair(crowd, rules, At(40));
        var waiting = crowd.Count(t => t.IsWaiting);
        pairs.SelectMany(p => new[] { p.First.PlayerId, p.Second.PlayerId }).ShouldBeUnique();
        foreach (var (first, second) in pairs) MayMeet(first, second, waiting, rules).ShouldBeTrue();
    });

    [Fact]
    public void Of_those_left_over_no_two_could_have_met() => Arbitrary.Holds(Crowd.Where(c => c.Length <= Matcher.MostLooks), crowd =>
    {
        var rules = new QueueRules();
        var pairs = Matcher.Pair(crowd, rules, At(40));
        var paired = pairs.SelectMany(p => new[] { p.First, p.Second }).ToHashSet();
        Ticket[] left = [.. crowd.Where(t => t.IsWaiting && !paired.Contains(t))];
        var waiting = crowd.Count(t => t.IsWaiting);
        foreach (var a in left)
        {
            foreach (var b in left.Where(b => b != a)) MayMeet(a, b, waiting, rules).ShouldBeFalse();
        }
    });

    [Fact]
    public void The_pairs_are_those_of_the_plainest_way_to_make_them() => Arbitrary.Holds(Crowd.Where(c => c.Length <= Matcher.MostLooks), crowd =>
    {
        var rules = new QueueRules();
        var left = crowd.Where(t => t.IsWaiting).OrderBy(t => t.JoinedAt).ThenBy(t => t.PlayerId, StringComparer.Ordinal).ToList();
        var (waiting, expected) = (left.Count, new List<string>());
        while (left.Count > 0)
        {
            var one = left[0];
            left.RemoveAt(0);
            // Stable: of those as near, the list's first has waited longest. Of two who came in the same moment either will do, the lower rated is taken.
            var other = left.Where(t => MayMeet(one, t, waiting, rules))
                .OrderBy(t => Math.Abs(t.Rating.Value - one.Rating.Value)).ThenBy(t => t.JoinedAt).ThenBy(t => t.Rating.Value).FirstOrDefault();
            if (other is null) continue;
            left.Remove(other);
            expected.Add($"{one.PlayerId}-{other.PlayerId}");
        }

        Pairs(40, crowd).ShouldBe(expected);
    });

    private static bool MayMeet(Ticket a, Ticket b, int waiting, QueueRules rules)
    {
        var distance = Math.Abs(a.Rating.Value - b.Rating.Value);
        return distance <= rules.WindowAfter(a.WaitAt(At(40))) && distance <= rules.WindowAfter(b.WaitAt(At(40)))
            && !a.Blocks(b.PlayerId) && !b.Blocks(a.PlayerId)
            && (waiting == 2 || (a.LastOpponent != b.PlayerId && b.LastOpponent != a.PlayerId));
    }
}
