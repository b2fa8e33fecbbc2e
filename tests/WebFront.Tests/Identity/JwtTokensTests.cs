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
