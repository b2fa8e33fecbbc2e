using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Identity;

public sealed class JwtTokensTests
{
    /// <summary>RFC 7515, appendix A.1: its header and claims to the byte (and a "sub"), signed with our key by another implementation.</summary>
    private const string Vector =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." +
        "eyJpc3MiOiJqb2UiLA0KICJzdWIiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ." +
        "XbPH65BZKT2PpNKxU8dRi7WuqRnnzkLe6Xrov1lNnP8";

    private const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_300_819_000);

    [Fact]
    public void The_RFCs_example_is_read()
    {
        var identity = Read(Vector).ShouldNotBeNull();
        identity.FindFirst("sub")!.Value.ShouldBe("joe");
        identity.FindFirst("tenant")!.Value.ShouldBe("main");
    }

    [Fact]
    public void What_is_issued_is_read()
    {
        var tokens = Tokens();
        var identity = tokens.Read(tokens.Issue("id", "Ada \u00e9", "school", "player", "host").Token, out _).ShouldNotBeNull();
        identity.Name.ShouldBe("Ada \u00e9");
        (identity.HasClaim("roles", "host"), identity.HasClaim("roles", "admin"), identity.FindFirst("tenant")!.Value).ShouldBe((true, false, "school"));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"hs256","typ":"JWT"}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""")]
    [InlineData("""{"alg":"HS256","jwk":{}}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"alg":"HS256","typ":7}""")]
    [InlineData("""{"alg":"HS256","jku":"https://evil.example/keys"}""")]
    [InlineData("""{"alg":"HS256","x5c":["MII"]}""")]
    [InlineData("""{"alg":"HS256","b64":false,"crit":["b64"]}""")]
    [InlineData("""{"alg":"HS256","zip":"DEF"}""")]
    [InlineData("""{"alg":"HS256","kid":""}""")]
    [InlineData("""{"alg":"HS256","kid":7}""")]
    [InlineData("""{"alg":"HS256","kid":null}""")]
    [InlineData("""{"alg":"HS256","kid":"../../dev/null"}""")]
    [InlineData("""{"alg":"HS256","kid":"' OR 1=1 --"}""")]
    [InlineData("""{"alg":"HS256","kid":"a","kid":"a"}""")]
    [InlineData("""{"alg":"HS256","\u0061lg":"none"}""")]
    [InlineData("""{"alg":"none","alg":"HS256"}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void Another_header_is_refused_even_when_signed(string header) => Read(Signed(header, """{"sub":"joe","exp":1300819380}""")).ShouldBeNull();

    [Fact]
    public void Another_algorithms_signature_is_refused()
    {
        var signed = $"{Encode(Hs256)}.{Encode("""{"sub":"joe","exp":1300819380}""")}";
        Read($"{signed}.{Base64Url.EncodeToString(HMACSHA512.HashData(Encoding.UTF8.GetBytes(TestFront.Secret), Encoding.ASCII.GetBytes(signed)))}").ShouldBeNull();
        Read($"{signed}.").ShouldBeNull();
        Read(Signed(Hs256, """{"sub":"joe","exp":1300819380}""", "another secret of thirty-two bytes")).ShouldBeNull();
    }

    [Fact]
    public void Whatever_is_cut_off_or_changed_is_refused()
    {
        for (var length = 0; length < Vector.Length; length++) Read(Vector[..length]).ShouldBeNull();
        for (var at = 0; at < Vector.Length; at++)
        {
            var changed = new StringBuilder(Vector) { [at] = Vector[at] == 'A' ? 'B' : 'A' }.ToString();
            Read(changed).ShouldBeNull($"at {at}");
        }
    }

    [Theory]
    [InlineData(".")]
    [InlineData("a.b.c.d")]
    [InlineData(" a.b.c")]
    [InlineData("..")]
    [InlineData("\u00e9.\u00e9.\u00e9")]
    public void What_is_no_token_is_refused(string text) => Read(text).ShouldBeNull();

    [Fact]
    public void Padding_white_space_and_length_are_refused()
    {
        Read(Vector + "=").ShouldBeNull();
        Read(Vector + " ").ShouldBeNull();
        Read(Vector + "\n").ShouldBeNull();
        Read(Signed(Hs256, $$"""{"sub":"joe","exp":1300819380,"more":"{{new string('x', 4096)}}"}""")).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"sub":"joe","exp":1300819380,"exp":9999999999}""")]
    [InlineData("""{"sub":"joe","sub":"ann","exp":1300819380}""")]
    [InlineData("""{"sub":"joe"}""")]
    [InlineData("""{"sub":"joe","exp":1300818900}""")]
    [InlineData("""{"sub":"joe","exp":1300818940}""")]
    [InlineData("""{"sub":"joe","exp":"1300819380"}""")]
    [InlineData("""{"sub":"joe","exp":1e300}""")]
    [InlineData("""{"sub":"joe","exp":-1e300}""")]
    [InlineData("""{"sub":"joe","exp":1e400}""")]
    [InlineData("""{"sub":"joe","exp":-1}""")]
    [InlineData("""{"sub":"joe","exp":NaN}""")]
    [InlineData("""{"sub":"joe","exp":Infinity}""")]
    [InlineData("""{"sub":"joe","exp":99999999999999999999}""")]
    [InlineData("""{"sub":"joe","exp":[1300819380]}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"nbf":1e300}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"iat":"now"}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"roles":["admin"],"roles":["player"]}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"tenant":"main","tenant":"school"}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"x":{"a":{"b":{"c":{"d":1}}}}}""")]
    [InlineData("""{"sub":"joe","exp":null}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"nbf":1300819100}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"iat":1300819100}""")]
    [InlineData("""{"exp":1300819380}""")]
    [InlineData("""{"sub":"","exp":1300819380}""")]
    [InlineData("""{"sub":"a/b","exp":1300819380}""")]
    [InlineData("""{"sub":7,"exp":1300819380}""")]
    [InlineData("""{"sub":"joe","tenant":"a/b","exp":1300819380}""")]
    [InlineData("""{"sub":"joe","roles":[null],"exp":1300819380}""")]
    [InlineData("""{"sub":"joe","roles":null,"exp":1300819380}""")]
    [InlineData("""{"sub":"joe","roles":[1],"exp":1300819380}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not json")]
    public void Claims_that_are_not_what_they_should_be_are_refused(string claims) => Read(Signed(Hs256, claims)).ShouldBeNull();

    [Theory]
    [InlineData("""{"sub":"joe","exp":1300818941}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"nbf":1300819060,"iat":1300819060}""")]
    [InlineData("""{"sub":"joe","exp":1300819380,"roles":"teacher"}""")]
    public void Clocks_may_differ_by_a_minute(string claims) => Read(Signed(Hs256, claims)).ShouldNotBeNull();

    [Theory]
    [InlineData("""{"sub":"joe","exp":1300819380,"iss":"us","aud":"quiz"}""", true)]
    [InlineData("""{"sub":"joe","exp":1300819380,"iss":"us","aud":["shop","quiz"]}""", true)]
    [InlineData("""{"sub":"joe","exp":1300819380,"iss":"them","aud":"quiz"}""", false)]
    [InlineData("""{"sub":"joe","exp":1300819380,"iss":"us","aud":"shop"}""", false)]
    [InlineData("""{"sub":"joe","exp":1300819380,"iss":"us"}""", false)]
    [InlineData("""{"sub":"joe","exp":1300819380,"aud":"quiz"}""", false)]
    [InlineData("""{"sub":"joe","exp":1300819380,"iss":"us","aud":[7]}""", false)]
    public void Issuer_and_audience_are_checked_when_set(string claims, bool good)
    {
        var tokens = Tokens(new JwtOptions { Secret = TestFront.Secret, Issuer = "us", Audience = "quiz" });
        (tokens.Read(Signed(Hs256, claims), out _) is not null).ShouldBe(good);
        tokens.Read(tokens.Issue("id", "Ada", "main").Token, out _).ShouldNotBeNull();
    }

    [Fact]
    public void A_spare_bit_makes_another_spelling_and_is_refused()
    {
        // Of the signature's last character two bits say nothing: '8' is 111100, and '9', '-' and '_' hold the same four.
        foreach (var last in "9-_") Read(Vector[..^1] + last).ShouldBeNull();
    }

    [Fact]
    public void Two_secrets_are_good_at_once()
    {
        const string NewSecret = "the next secret, which nobody knows";
        var before = Tokens();
        var during = Tokens(new JwtOptions { Secret = NewSecret, PreviousSecret = TestFront.Secret });
        var after = Tokens(new JwtOptions { Secret = NewSecret });
        var old = before.Issue("id", "Ada", "main").Token;
        var issued = during.Issue("id", "Ada", "main").Token;

        during.Read(old, out _).ShouldNotBeNull();
        during.Read(issued, out _).ShouldNotBeNull();
        after.Read(issued, out _).ShouldNotBeNull();
        after.Read(old, out _).ShouldBeNull();
        before.Read(issued, out _).ShouldBeNull();
        // A platform's tokens name no key: each is tried.
        during.Read(Vector, out _).ShouldNotBeNull();
        during.Read(Signed(Hs256, """{"sub":"joe","exp":1300819380}""", NewSecret), out _).ShouldNotBeNull();
        after.Read(Vector, out _).ShouldBeNull();
    }

    [Fact]
    public void A_token_is_checked_with_the_key_it_names_and_no_other()
    {
        const string NewSecret = "the next secret, which nobody knows";
        var tokens = Tokens(new JwtOptions { Secret = NewSecret, KeyId = "2026-11", PreviousSecret = TestFront.Secret, PreviousKeyId = "2026-10" });
        var claims = """{"sub":"joe","exp":1300819380}""";
        tokens.Read(Signed("""{"alg":"HS256","kid":"2026-10"}""", claims), out _).ShouldNotBeNull();
        tokens.Read(Signed("""{"alg":"HS256","kid":"2026-11"}""", claims, NewSecret), out _).ShouldNotBeNull();
        tokens.Read(Signed("""{"alg":"HS256","kid":"2026-11"}""", claims), out _).ShouldBeNull();
        tokens.Read(Signed("""{"alg":"HS256","kid":"2026-09"}""", claims), out _).ShouldBeNull();
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(tokens.Issue("id", "Ada", "main").Token.Split('.')[0])).ShouldContain("\"kid\":\"2026-11\"");
    }

    [Fact]
    public void It_lasts_a_quarter_of_an_hour()
    {
        var tokens = Tokens();
        var (token, lifetime) = tokens.Issue("id", "Ada", "main");
        lifetime.ShouldBe(TimeSpan.FromMinutes(15));
        var ends = tokens.Read(token, out _)!.FindFirst(JwtTokens.EndsClaim)!.Value;
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ends, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(s_now.AddMinutes(16));
    }

    private static JwtTokens Tokens(JwtOptions? options = null) =>
        new(Options.Create(options ?? new JwtOptions { Secret = TestFront.Secret }), new ManualTimeProvider(s_now));

    private static System.Security.Claims.ClaimsIdentity? Read(string token) => Tokens().Read(token, out _);

    private static string Signed(string header, string claims, string secret = TestFront.Secret)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
