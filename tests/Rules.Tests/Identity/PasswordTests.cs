using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Rules.Tests.Identity;

public class PasswordTests
{
    [Theory]
    [InlineData("blue kettle, slow train")]
    [InlineData("          spaces count     ")]
    [InlineData("пароль из слов")]
    [InlineData("🦊🦉🐢🐝🦊🦉🐢🐝🐢🐢")]
    [InlineData("zq8-vw0-rr")]
    public void Any_characters_will_do_when_there_are_enough(string text) => Password.Clean(text, "ada@example.org", "Ada").Rejection.ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nine char")]
    [InlineData("🦊🦉🐢🐝🦊🦉🐢🐝🐢")]
    [InlineData("password123")]
    [InlineData("PassWord123")]
    [InlineData("qwertyuiop")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("bcdefghijklm")]
    [InlineData("ada.lovelace@example.org")]
    [InlineData("Ada.Lovelace1")]
    public void What_is_guessed_first_is_refused(string? text) =>
        Password.Clean(text, "ada.lovelace@example.org", "Countess").Rejection.ShouldNotBeNull().Code.ShouldBe("weak_password");

    [Fact]
    public void It_has_an_upper_limit()
    {
        Password.Clean(string.Concat(Enumerable.Repeat("word ", 25))).Rejection.ShouldBeNull();
        Password.Clean(string.Concat(Enumerable.Repeat("word ", 26))).Rejection.ShouldNotBeNull();
        Password.Normal(new string('x', 1_000_000)).ShouldBeNull();
        Password.Clean("half a pair \ud800").Rejection.ShouldNotBeNull();
    }

    [Fact]
    public void Two_keyboards_write_the_same_password() => Password.Normal("pa\u0308ssword").ShouldBe(Password.Normal("p\u00e4ssword"));
}
