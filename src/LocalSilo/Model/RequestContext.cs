namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.RequestContext</c>: values that travel with a call, and with the calls made for it. The dictionary is
/// replaced and never changed, so a call can carry it without a copy.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    public static IEnumerable<string> Keys => Current.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Current.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The call chain's id while reentrancy is allowed, else <see cref="Guid.Empty"/>.</summary>
    public static Guid ReentrancyId
    {
        get => ReentrancyIdOf(Current.Value);
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    internal static Dictionary<string, object>? Values
    {
        get => Current.Value;
        set
        {
            if (Current.Value != value)
                Current.Value = value;
        }
    }

    public static object? Get(string key) => Current.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        var values = Current.Value is { } old ? new Dictionary<string, object>(old) : new Dictionary<string, object>(1);
        values[key] = value;
        Current.Value = values;
    }

    public static bool Remove(string key)
    {
        if (Current.Value is not { } old || !old.ContainsKey(key))
            return false;
        var values = new Dictionary<string, object>(old);
        values.Remove(key);
        Current.Value = values.Count == 0 ? null : values;
        return true;
    }

    public static void Clear() => Values = null;

    /// <summary>Until disposed, calls that come back to this activation along the call chain may interleave.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls made here take no part in call-chain reentrancy.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Guid ReentrancyIdOf(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) && id is Guid guid ? guid : Guid.Empty;

    /// <summary>Mirrors <c>RequestContext.ReentrancySection</c>.</summary>
    public readonly struct ReentrancySection : IDisposable, IEquatable<ReentrancySection>
    {
        private readonly Guid _original;
        private readonly Guid _entered;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            (_original, _entered) = (originalReentrancyId, newReentrancyId);
            if (_entered != _original)
                ReentrancyId = _entered;
            if (_entered != Guid.Empty)
                Activation.Current?.EnterReentrantSection(_entered);
        }

        public void Dispose()
        {
            if (_entered != Guid.Empty)
                Activation.Current?.LeaveReentrantSection(_entered);
            if (_entered != _original)
                ReentrancyId = _original;
        }

        public bool Equals(ReentrancySection other) => _original == other._original && _entered == other._entered;

        public override bool Equals(object? obj) => obj is ReentrancySection other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_original, _entered);
    }
}
