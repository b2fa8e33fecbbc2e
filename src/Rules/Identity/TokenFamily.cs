namespace QuizOrleans.Rules.Identity;

/// <summary>
/// One sign-in: the refresh tokens that follow from it, each for one use. Whoever shows one that was used already, shows that the tokens are in two
/// hands, and the family ends for both (RFC 9700, 4.14.2).
/// </summary>
/// <param name="Id">Of the token's family.</param>
/// <param name="Subject">Whose sign-in.</param>
/// <param name="IsGuest">Of somebody without an account.</param>
/// <param name="Nickname">As tokens say it.</param>
/// <param name="RenewedAt">When the current token was given out.</param>
/// <param name="EndsAt">However often it is renewed, it ends then.</param>
/// <param name="Idle">It ends when it is not renewed for so long.</param>
/// <param name="Current">Hash of the one token that is good.</param>
/// <param name="Previous">Hash of the one before it.</param>
/// <param name="Salt">With which the current one followed from it.</param>
public sealed record TokenFamily(
    string Id,
    string Subject,
    bool IsGuest,
    string Nickname,
    DateTimeOffset OpenedAt,
    DateTimeOffset RenewedAt,
    DateTimeOffset EndsAt,
    TimeSpan Idle,
    string Current,
    string? Previous,
    string? Salt)
{
    /// <summary>
    /// The token before the current one is taken so long, and answered with the same successor: an answer that got lost, or two tabs at once, are no
    /// theft. A thief within this time gets nothing but what the owner has, and the next renewal of either gives him away.
    /// </summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    public DateTimeOffset ExpiresAt => RenewedAt + Idle < EndsAt ? RenewedAt + Idle : EndsAt;

    public static TokenFamily Open(
        RefreshToken token, string subject, bool isGuest, string nickname, DateTimeOffset now, TimeSpan idle, TimeSpan lifetime) =>
        new(token.Family, subject, isGuest, nickname, now, now, now + lifetime, idle, token.Hash, null, null);

    /// <param name="salt">Fresh random bytes, base64url; used when the family goes on.</param>
    public Presented Present(RefreshToken token, string salt, DateTimeOffset now)
    {
        if (now >= ExpiresAt) return new Presented.Ended();
        if (token.Hash == Current)
        {
            var successor = token.Successor(salt);
            return new Presented.Renewed(this with { RenewedAt = now, Current = successor.Hash, Previous = Current, Salt = salt }, successor);
        }

        return token.Hash == Previous && now < RenewedAt + Leeway ? new Presented.Repeated(token.Successor(Salt!)) : new Presented.Reused();
    }
}

/// <summary>What becomes of a refresh token that is shown.</summary>
public abstract record Presented
{
    private Presented()
    {
    }

    /// <summary>Good: the family goes on with the next one.</summary>
    public sealed record Renewed(TokenFamily Next, RefreshToken Successor) : Presented;

    /// <summary>The same again, in time: the same answer.</summary>
    public sealed record Repeated(RefreshToken Successor) : Presented;

    /// <summary>Used before: the family ends.</summary>
    public sealed record Reused : Presented;

    /// <summary>Out of date.</summary>
    public sealed record Ended : Presented;
}
