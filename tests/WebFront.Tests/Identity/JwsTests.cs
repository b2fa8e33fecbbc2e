using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Tests.Identity;

/// <summary>The vectors of RFC 7515, appendix A, and RFC 7519, with their own keys; and what confuses other libraries.</summary>
public sealed class JwsTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    /// <summary>RFC 7515, A.1.1; the same token is RFC 7519's example, 3.1.</summary>
    private const string A1 = $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string A1Key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private static readonly ImmutableArray<JwsKey> Keys = [new JwsKey("a1", Base64Url.DecodeFromChars(A1Key))];

    [Fact]
    public void RFC_7515_A1_is_verified_to_the_byte() =>
        Encoding.UTF8.GetString(Jws.Verify(A1, Keys, out _).ShouldNotBeNull())
            .ShouldBe("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");

    [Fact]
    public void RFC_7515_A1_fails_with_another_key() => Jws.Verify(A1, [new JwsKey("a1", new byte[64])], out _).ShouldBeNull();

    /// <summary>RFC 7519, 6.1, and RFC 7515, A.5: no signature at all.</summary>
    [Fact]
    public void RFC_7519_6_1_unsecured_is_refused() => Jws.Verify($"eyJhbGciOiJub25lIn0.{Payload}.", Keys, out _).ShouldBeNull();

    /// <summary>RFC 7515, A.2 (RS256), A.3 (ES256), A.4 (ES512): their headers, signed with the HMAC of what could be their public key.</summary>
    [Theory]
    [InlineData("eyJhbGciOiJSUzI1NiJ9")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9")]
    [InlineData("eyJhbGciOiJFUzUxMiJ9")]
    public void Another_algorithm_is_refused_though_our_key_signed_it(string header)
    {
        var signed = $"{header}.{Payload}";
        Jws.Verify($"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Base64Url.DecodeFromChars(A1Key), Encoding.ASCII.GetBytes(signed)))}", Keys, out _).ShouldBeNull();
    }

    /// <summary>RFC 7519, A.1: an encrypted token has five parts.</summary>
    [Fact]
    public void RFC_7519_A1_encrypted_is_refused() => Jws.Verify($"{A1}.AAAA.AAAA", Keys, out var reason).ShouldBeNull(reason);

    [Fact]
    public void What_is_signed_is_verified_and_nothing_of_it_can_change()
    {
        var key = new JwsKey("k", RandomNumberGenerator.GetBytes(32));
        var token = Jws.Sign(key, "{\"sub\":\"ada\"}"u8);
        Jws.Verify(token, [key], out _).ShouldBe("{\"sub\":\"ada\"}"u8.ToArray());
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var other in "AQgw.=")
            {
                if (token[at] != other) Jws.Verify(new StringBuilder(token) { [at] = other }.ToString(), [key], out _).ShouldBeNull($"{other} at {at}");
            }
        }
    }

    [Fact]
    public void A_long_text_costs_nothing_to_refuse()
    {
        Jws.Verify(new string('.', 10_000_000), Keys, out var reason).ShouldBeNull();
        reason.ShouldBe("too long");
        Jws.Verify(new string('.', Jws.MaxLength), Keys, out _).ShouldBeNull();
        Jws.Verify($"{A1[..^1]}{new string('A', Jws.MaxLength - A1.Length)}", Keys, out _).ShouldBeNull();
    }

    [Fact]
    public void A_key_is_named_by_a_fingerprint_that_changes_with_it()
    {
        var options = new JwtOptions { Secret = "a secret that only these tests know", PreviousSecret = "another secret of thirty-two bytes" };
        var keys = JwsKey.Of(options);
        keys.Select(k => k.Id).Distinct().Count().ShouldBe(2);
        JwsKey.Of(options)[0].Id.ShouldBe(keys[0].Id);
        keys[0].Id.Length.ShouldBe(12);
        JwsKey.Of(new JwtOptions { Secret = options.Secret, PreviousSecret = "" }).Length.ShouldBe(1);
    }
}
