using QuizOrleans.Rules.Rooms;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Rooms;

public class NicknamesTests
{
    private const string Family = "👨‍👩‍👧";

    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("  Ada \t  Lovelace ", "Ada Lovelace")]
    [InlineData("e\u0301", "é")]
    [InlineData(Family, Family)]
    [InlineData("👍🏽 1️⃣ 🇫🇷 ❤️", "👍🏽 1️⃣ 🇫🇷 ❤️")]
    [InlineData("नमस्ते", "नमस्ते")]
    [InlineData("Юлия-O'Neil_2", "Юлия-O'Neil_2")]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا")]
    [InlineData("\u0D9A\u0DCA\u200D\u0DBA", "\u0D9A\u0DCA\u200D\u0DBA")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    public void A_name_is_kept_composed_and_with_single_spaces(string text, string name) => Nicknames.Clean(text).ShouldBe((name, null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n ")]
    [InlineData("\u3164")] // blank letters
    [InlineData("\u2800\u2800")]
    [InlineData("\u115F")]
    [InlineData("a\u202Eb")] // direction
    [InlineData("a\u2066b")]
    [InlineData("\u200Fa")]
    [InlineData("a\u200Bb")] // zero width
    [InlineData("a\u200Db")]
    [InlineData("a\u200Cb")]
    [InlineData("\u200Cعلی")]
    [InlineData("\U0001F3F4\U000E0078\U000E0078\U000E007F")] // letters behind a flag that nobody draws
    [InlineData("a\uFEFFb")]
    [InlineData("a\u00ADb")]
    [InlineData("a\0b")] // control
    [InlineData("a\u0007")]
    [InlineData("\uE000")] // private use
    [InlineData("\u0301")] // a mark with nothing to stand on
    [InlineData("a \u0301")]
    [InlineData("\uFE0F")]
    [InlineData("a \uFE0F")]
    [InlineData("Z\u0335\u0321\u0322\u0353\u0301")] // zalgo
    public void A_name_that_cannot_be_seen_or_hides_something_is_refused(string? text) => Nicknames.Clean(text).Rejection!.Code.ShouldBe("invalid_nickname");

    [Theory]
    [InlineData(0xD800)] // half a pair
    [InlineData(0xFFFE)] // no character at all
    [InlineData(0xFFFF)]
    public void A_name_that_is_no_text_is_refused(int unit) => Nicknames.Clean($"Ada{(char)unit}").Rejection!.Code.ShouldBe("invalid_nickname");

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("👍🏽")]
    [InlineData(Family)]
    public void A_name_has_24_visible_characters_and_not_25(string character)
    {
        Nicknames.Clean(string.Concat(Enumerable.Repeat(character, 24))).Rejection.ShouldBeNull();
        Nicknames.Clean(string.Concat(Enumerable.Repeat(character, 25))).Rejection.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Ada", "ADA")]
    [InlineData("Ada", "Ａｄａ")]
    [InlineData("file", "ﬁle")]
    [InlineData("x2", "x²")]
    [InlineData("Σίσυφος", "ΣΊΣΥΦΟΣ")]
    [InlineData("Ada", "Ad\u034Fa")]
    [InlineData("Ada", "Ada\uFE0F")]
    [InlineData("Ada", "A\uFE00da")]
    [InlineData("علیرضا", "علی\u200Cرضا")]
    [InlineData("x\u0308\u0301", "x\u0308\u0301\u200D")]
    public void Names_that_look_the_same_are_the_same(string a, string b)
    {
        Nicknames.Clean(b).Rejection.ShouldBeNull();
        Nicknames.Fold(b).ShouldBe(Nicknames.Fold(a));
    }

    [Theory]
    [InlineData("Ada", "Adа\u0301")]
    [InlineData("Ada", "Ade")]
    [InlineData("é", "e")]
    public void Names_that_look_different_are(string a, string b) => Nicknames.Fold(a).ShouldNotBe(Nicknames.Fold(b));

    [Fact]
    public void The_number_never_makes_a_name_too_long()
    {
        var taken = new HashSet<string>();
        var name = new string('a', 21) + " bc";
        for (var i = 0; i < 120; i++)
        {
            var free = Nicknames.Free(name, taken.Contains);
            Nicknames.Clean(free).ShouldBe((free, null));
            taken.Add(Nicknames.Fold(free)).ShouldBeTrue();
        }
    }

    [Fact]
    public void An_emoji_is_never_cut_for_a_number() =>
        Nicknames.Free(string.Concat(Enumerable.Repeat(Family, 24)), folded => !folded.EndsWith('2'))
            .ShouldBe(string.Concat(Enumerable.Repeat(Family, 22)) + " 2");

    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData(null, "Player")]
    [InlineData("  ", "Player")]
    [InlineData("\u202e\u200b", "Player")]
    [InlineData("a\u202eb", "ab")]
    [InlineData("Maximiliane Hohenstein-Bergmann", "Maximiliane Hohenstein-B")]
    public void What_is_no_name_is_made_one(string? text, string name) => Nicknames.Fitted(text).ShouldBe(name);

    [Fact]
    public void Half_a_character_is_no_name() => Nicknames.Fitted("a\ud800").ShouldBe("Player");

    [Fact]
    public void Any_text_is_made_a_name() => Arbitrary.Holds(Arbitrary.Text, text =>
    {
        var name = Nicknames.Fitted(text);
        Nicknames.Clean(name).ShouldBe((name, null));
        if (Nicknames.Clean(text) is { Rejection: null, Name: var clean }) name.ShouldBe(clean);
    });

    [Fact]
    public void Any_text_is_cleaned_or_refused_and_a_clean_name_stays_as_it_is() => Arbitrary.Holds(Arbitrary.Text, text =>
    {
        var (name, rejection) = Nicknames.Clean(text);
        if (rejection is not null) return;
        Nicknames.Clean(name).ShouldBe((name, null));
        Nicknames.Clean(Nicknames.Free(name, folded => folded == Nicknames.Fold(name))).Rejection.ShouldBeNull();
    });
}
