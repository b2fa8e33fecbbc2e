using System.Threading.RateLimiting;

namespace QuizOrleans.WebFront.Limits;

/// <summary>What of a user's doings is counted.</summary>
public enum UserLimit
{
    Messages = 0,
    Answers = 1,
    Tickets = 2,
    Ai = 3,

    /// <summary>Of all users at one address together.</summary>
    AddressMessages = 4,
}

/// <summary>Says that a hub method counts as more than a message.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CountsAsAttribute(UserLimit limit) : Attribute
{
    public UserLimit Limit => limit;
}

/// <summary>
/// One user's token buckets, shared by all his connections here; or one address's, shared by all its users. They fill as time passes and are topped up when asked, so a user costs no
/// timer, and a call that is granted allocates nothing.
/// </summary>
public sealed class UserLimits : IDisposable
{
    private readonly TokenBucketRateLimiter?[] _buckets = new TokenBucketRateLimiter?[5];
    private readonly LimitOptions _options;

    public UserLimits(string key, LimitOptions options) => (Key, _options) = (key, options);

    /// <summary>"tenant/user", or "@address".</summary>
    public string Key { get; }

    /// <summary>Open connections here.</summary>
    public int Connections { get; set; }

    /// <summary>When the last connection here ended, as the clock's timestamp.</summary>
    public long LeftAt { get; set; }

    /// <summary>Null when granted; else how long to wait.</summary>
    public TimeSpan? Refuse(UserLimit limit)
    {
        var bucket = _buckets[(int)limit] ?? Make(limit);
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>Whether every bucket is full again, so that a new one would be the same.</summary>
    public bool IsRested
    {
        get
        {
            foreach (var limit in Enum.GetValues<UserLimit>())
            {
                if (_buckets[(int)limit] is not { } bucket) continue;
                bucket.TryReplenish();
                if (bucket.GetStatistics()!.CurrentAvailablePermits < Figures(limit).Permits) return false;
            }

            return true;
        }
    }

    public void Dispose()
    {
        foreach (var bucket in _buckets) bucket?.Dispose();
    }

    private TokenBucketRateLimiter Make(UserLimit limit)
    {
        var made = Bucket(limit);
        if (Interlocked.CompareExchange(ref _buckets[(int)limit], made, null) is not { } first) return made;
        made.Dispose();
        return first;
    }

    /// <summary>One token at a time, so that "retry in" tells when the next one is there.</summary>
    private TokenBucketRateLimiter Bucket(UserLimit limit)
    {
        var (permits, window) = Figures(limit);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromTicks(Math.Max(1, window.Ticks / permits)),
            AutoReplenishment = false,
            QueueLimit = 0,
        });
    }

    private (int Permits, TimeSpan Window) Figures(UserLimit limit) => limit switch
    {
        UserLimit.Messages => (_options.Messages, _options.MessageWindow),
        UserLimit.Answers => (_options.Answers, _options.AnswerWindow),
        UserLimit.Tickets => (_options.Tickets, _options.TicketWindow),
        UserLimit.AddressMessages => (_options.MessagesPerAddress, _options.MessageWindow),
        _ => (_options.AiRequests, _options.AiWindow),
    };
}
