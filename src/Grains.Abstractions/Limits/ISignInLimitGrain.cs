namespace QuizOrleans.Grains.Limits;

/// <summary>How often somebody tried to sign in to one account, from wherever. In memory. Key: <see cref="TenantKey"/> of the account's hash.</summary>
[Alias("quiz.ISignInLimitGrain")]
public interface ISignInLimitGrain : IGrainWithStringKey
{
    /// <summary>Counts a try. Null when it may be made; else how long to wait.</summary>
    [Alias("Try")]
    Task<TimeSpan?> Try();

    /// <summary>The password was right: the tries before it were its owner's.</summary>
    [Alias("Succeeded")]
    Task Succeeded();
}
