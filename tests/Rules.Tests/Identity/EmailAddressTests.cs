using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Rules.Tests.Identity;

public class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  Ada.Lovelace+quiz@Example.ORG ", "ada.lovelace+quiz@example.org")]
    [InlineData("o'neil_2@mail.example.co.uk", "o'neil_2@mail.example.co.uk")]
    [InlineData("jörg@bücher.example", "jörg@xn--bcher-kva.example")]
    [InlineData("e\u0301va@example.org", "\u00e9va@example.org")]
    public void An_address_has_one_spelling(string text, string address) => EmailAddress.Clean(text).ShouldBe(address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@localhost")]
    [InlineData("ada@example..org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@exa mple.org")]
    [InlineData(".ada@example.org")]
    [InlineData("a..da@example.org")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    [InlineData("ada\n@example.org")]
    [InlineData("ada@bob@example.org")]
    [InlineData("a\u200bda@example.org")]
    [InlineData("a\u202eda@example.org")]
    public void What_is_no_address_is_refused(string? text) => EmailAddress.Clean(text).ShouldBeNull();

    [Fact]
    public void An_address_is_no_longer_than_a_mail_can_carry()
    {
        EmailAddress.Clean($"{new string('a', 64)}@example.org").ShouldNotBeNull();
        EmailAddress.Clean($"{new string('a', 65)}@example.org").ShouldBeNull();
        EmailAddress.Clean($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}").ShouldBeNull();
        EmailAddress.Clean(new string('a', 100_000)).ShouldBeNull();
        EmailAddress.Clean("a\ud800@example.org").ShouldBeNull();
    }

    [Fact]
    public void Masked_it_can_be_recognised_but_not_written_to() => EmailAddress.Masked("ada@example.org").ShouldBe("a…@example.org");
}
