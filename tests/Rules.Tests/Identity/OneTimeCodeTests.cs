using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Rules.Tests.Identity;

public class OneTimeCodeTests
{
    private const string Code = "34679ACDEF";
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly OneTimeCode Issued = OneTimeCode.Issue(CodePurpose.ResetPassword, "ada", Code, Noon);

    [Theory]
    [InlineData("34679ACDEF")]
    [InlineData("34679-ACDEF")]
    [InlineData(" 34679 acdef\n")]
    public void It_holds_once_however_it_is_typed(string typed) => Try(Issued, typed).ShouldBe((true, null));

    [Theory]
    [InlineData("34679ACDEG")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("34679ACDEF34679ACDEF34679ACDEF34679ACDEF0")]
    public void A_wrong_one_is_counted(string? typed) => Try(Issued, typed).ShouldBe((false, Issued with { Tries = 1 }));

    [Fact]
    public void After_five_wrong_ones_the_right_one_is_worth_nothing()
    {
        OneTimeCode? left = Issued;
        for (var n = 0; n < OneTimeCode.MaxTries; n++) left = Try(left, "nonsense").Left;
        Try(left, Code).ShouldBe((false, left));
        OneTimeCode.Wait(left, Noon.AddSeconds(59)).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void It_is_out_of_date_after_a_quarter_of_an_hour()
    {
        Try(Issued, Code, Noon.AddMinutes(15).AddTicks(-1)).Holds.ShouldBeTrue();
        Try(Issued, Code, Noon.AddMinutes(15)).ShouldBe((false, null));
    }

    [Fact]
    public void It_is_good_for_its_purpose_and_account_only()
    {
        OneTimeCode.Try(Issued, CodePurpose.ProveEmail, "ada", Code, Noon).Holds.ShouldBeFalse();
        OneTimeCode.Try(Issued, CodePurpose.ResetPassword, "bob", Code, Noon).Holds.ShouldBeFalse();
    }

    [Fact]
    public void Another_is_sent_after_a_minute()
    {
        OneTimeCode.Wait(null, Noon).ShouldBe(TimeSpan.Zero);
        OneTimeCode.Wait(Issued, Noon.AddSeconds(59)).ShouldBe(TimeSpan.FromSeconds(1));
        OneTimeCode.Wait(Issued, Noon.AddSeconds(60)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void The_code_itself_is_not_kept()
    {
        Issued.ToString().ShouldNotContain(Code);
        OneTimeCode.Shown(Code).ShouldBe("34679-ACDEF");
    }

    private static (bool Holds, OneTimeCode? Left) Try(OneTimeCode? code, string? typed, DateTimeOffset? at = null) =>
        OneTimeCode.Try(code, CodePurpose.ResetPassword, "ada", typed, at ?? Noon.AddMinutes(1));
}
