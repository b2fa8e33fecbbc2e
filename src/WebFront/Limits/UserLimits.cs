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
/// One user's token buckets, shared by all his connections here; or one address's, shared by all its users. They fill as time passes, so a user costs no
/// timer, and a call that is granted allocates nothing.
/// </summary>
public sealed class UserLimits
{
    private readonly TokenBucket?[] _buckets = new TokenBucket?[5];
    private readonly LimitOptions _options;
    private readonly long _frequency;

    public UserLimits(string key, LimitOptions options, TimeProvider time) => (Key, _options, _frequency) = (key, options, time.TimestampFrequency);

    /// <summary>"tenant/user", or "@address".</summary>
    public string Key { get; }

    /// <summary>Open connections here.</summary>
    public int Connections { get; set; }

    /// <summary>When the last connection here ended, as the clock's timestamp.</summary>
    public long LeftAt { get; set; }

    /// <summary>Null when granted; else how long to wait.</summary>
    /// <param name="now">A timestamp of the clock.</param>
    public TimeSpan? Refuse(UserLimit limit, long now) => (_buckets[(int)limit] ?? Make(limit)).Take(now);

    /// <summary>What was granted was not used.</summary>
    public void GiveBack(UserLimit limit) => _buckets[(int)limit]?.GiveBack();

    /// <summary>Whether every bucket is full again, so that a new one would be the same.</summary>
    public bool IsRested(long now) => Array.TrueForAll(_buckets, bucket => bucket is null || bucket.IsFull(now));

    private TokenBucket Make(UserLimit limit)
    {
        var (permits, window) = Figures(limit);
        var made = new TokenBucket(permits, window, _frequency);
        return Interlocked.CompareExchange(ref _buckets[(int)limit], made, null) ?? made;
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
