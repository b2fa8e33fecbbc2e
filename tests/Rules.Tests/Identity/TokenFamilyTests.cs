using System.Buffers.Text;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Rules.Tests.Identity;

public class TokenFamilyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Idle = TimeSpan.FromDays(14);
    private static readonly RefreshToken First = RefreshToken.New("main", [.. Enumerable.Range(1, 48).Select(n => (byte)n)]);
    private static readonly TokenFamily Opened = TokenFamily.Open(First, "ada", false, "Ada", Noon, Idle, TimeSpan.FromDays(30));

    [Fact]
    public void Each_token_gets_the_next_one()
    {
        var (family, token) = (Opened, First);
        for (var n = 1; n <= 5; n++)
        {
            var renewed = Show(family, token, Noon.AddMinutes(15 * n), Salt(n)).ShouldBeOfType<Presented.Renewed>();
            renewed.Successor.ToString().ShouldNotBe(token.ToString());
            (family, token) = (renewed.Next, renewed.Successor);
        }

        family.RenewedAt.ShouldBe(Noon.AddMinutes(75));
        family.OpenedAt.ShouldBe(Noon);
    }

    [Fact]
    public void The_same_request_sent_twice_has_one_answer()
    {
        var renewed = Show(Opened, First, Noon).ShouldBeOfType<Presented.Renewed>();
        var again = Show(renewed.Next, First, Noon.AddSeconds(29), Salt(2)).ShouldBeOfType<Presented.Repeated>();
        again.Successor.ToString().ShouldBe(renewed.Successor.ToString());
        Show(renewed.Next, again.Successor, Noon.AddSeconds(40)).ShouldBeOfType<Presented.Renewed>();
    }

    [Fact]
    public void A_used_token_ends_the_family()
    {
        var renewed = Show(Opened, First, Noon).ShouldBeOfType<Presented.Renewed>();
        Show(renewed.Next, First, Noon.AddSeconds(30)).ShouldBeOfType<Presented.Reused>();
    }

    [Fact]
    public void The_token_before_the_last_is_used_however_soon()
    {
        var one = Show(Opened, First, Noon).ShouldBeOfType<Presented.Renewed>();
        var two = Show(one.Next, one.Successor, Noon.AddSeconds(1)).ShouldBeOfType<Presented.Renewed>();
        Show(two.Next, First, Noon.AddSeconds(2)).ShouldBeOfType<Presented.Reused>();
    }

    [Fact]
    public void A_thief_within_the_leeway_is_given_away_by_the_next_renewal()
    {
        var owner = Show(Opened, First, Noon).ShouldBeOfType<Presented.Renewed>();
        var thief = Show(owner.Next, First, Noon.AddSeconds(10)).ShouldBeOfType<Presented.Repeated>();
        var next = Show(owner.Next, thief.Successor, Noon.AddMinutes(5)).ShouldBeOfType<Presented.Renewed>();
        Show(next.Next, owner.Successor, Noon.AddMinutes(15)).ShouldBeOfType<Presented.Reused>();
    }

    [Fact]
    public void It_ends_when_it_is_not_used_and_however_often_it_is()
    {
        Show(Opened, First, Noon + Idle).ShouldBeOfType<Presented.Ended>();
        var renewed = Show(Opened, First, Noon + Idle - TimeSpan.FromTicks(1)).ShouldBeOfType<Presented.Renewed>();
        renewed.Next.ExpiresAt.ShouldBe(Noon + Idle + Idle - TimeSpan.FromTicks(1));
        var later = Show(renewed.Next, renewed.Successor, Noon.AddDays(27)).ShouldBeOfType<Presented.Renewed>();
        later.Next.ExpiresAt.ShouldBe(Noon.AddDays(30));
        Show(later.Next, later.Successor, Noon.AddDays(30)).ShouldBeOfType<Presented.Ended>();
    }

    [Fact]
    public void A_stolen_database_yields_no_token()
    {
        var renewed = Show(Opened, First, Noon).ShouldBeOfType<Presented.Renewed>();
        var kept = renewed.Next.ToString();
        kept.ShouldNotContain(First.ToString()[^43..]);
        kept.ShouldNotContain(renewed.Successor.ToString()[^43..]);
        // The salt without the secret gives another successor.
        var guess = RefreshToken.New("main", new byte[48]).Successor(renewed.Next.Salt!);
        guess.Hash.ShouldNotBe(renewed.Next.Current);
    }

    [Fact]
    public void A_token_is_written_and_read()
    {
        RefreshToken.TryParse(First.ToString(), out var read).ShouldBeTrue();
        (read!.Tenant, read.Family, read.Hash).ShouldBe((First.Tenant, First.Family, First.Hash));
        First.ToString().Length.ShouldBe("main.".Length + 64);
    }

    [Fact]
    public void What_is_no_token_is_not_read()
    {
        var text = First.ToString();
        for (var length = 0; length < text.Length; length++) RefreshToken.TryParse(text[..length], out _).ShouldBeFalse();
        foreach (var bad in new[] { null, "", ".", text + "A", text + "=", text.Replace("main", "ma/n", StringComparison.Ordinal), text[5..], "main." + new string(' ', 64), "main." + new string('+', 64), new string('x', 100_000) })
            RefreshToken.TryParse(bad, out _).ShouldBeFalse(bad);
    }

    private static Presented Show(TokenFamily family, RefreshToken token, DateTimeOffset at, string? salt = null) => family.Present(token, salt ?? Salt(1), at);

    private static string Salt(int n) => Base64Url.EncodeToString([.. Enumerable.Repeat((byte)n, 32)]);
}
