using QuizOrleans.Grains.Audit;

namespace QuizOrleans.WebFront.Audit;

/// <summary>
/// Keeps refusals from filling the audit: of one person, action and outcome the first is written at once, and at the end of a minute one entry says how
/// many more there were. Persons are counted one by one up to a bound, and together beyond it.
/// </summary>
/// <param name="most">How many persons, actions and outcomes are told apart at a time.</param>
public sealed class RefusalThrottle(TimeSpan window, int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Window> _open = [];

    /// <summary>True for the entry that is to be written now; any other is counted.</summary>
    public bool Admit(string tenant, AuditEntry entry)
    {
        lock (_lock)
        {
            // Who is nobody yet is told apart by his address.
            var key = new Key(tenant, entry.Actor ?? entry.Address, entry.Action, entry.Outcome);
            if (!_open.TryGetValue(key, out var known) && _open.Count >= most)
            {
                key = key with { Who = null };
                entry = entry with { Actor = null, Target = null, Address = null };
                _open.TryGetValue(key, out known);
            }

            // A minute that is over but has not been told goes on with this one.
            if (known is not null && (entry.At < known.Since + window || known.More > 0))
            {
                known.More++;
                known.Last = entry;
                return false;
            }

            _open[key] = new Window(entry.At, entry);
            return true;
        }
    }

    /// <summary>What is to be written of the minutes that are over; those without a second refusal are forgotten.</summary>
    /// <param name="all">Of those that are not over too: the process stops.</param>
    public IReadOnlyList<(string Tenant, AuditEntry Entry)> Over(DateTimeOffset now, bool all = false)
    {
        lock (_lock)
        {
            var counts = new List<(string, AuditEntry)>();
            foreach (var (key, known) in _open)
            {
                if (!all && now < known.Since + window) continue;
                _open.Remove(key);
                if (known.More > 0) counts.Add((key.Tenant, known.Last with { At = now, Details = $"{known.More} more since {known.Since:HH:mm:ss}" }));
            }

            return counts;
        }
    }

    /// <param name="Who">Null: all who are not counted one by one.</param>
    private readonly record struct Key(string Tenant, string? Who, string Action, string Outcome);

    private sealed class Window(DateTimeOffset since, AuditEntry last)
    {
        public DateTimeOffset Since => since;

        public int More { get; set; }

        public AuditEntry Last { get; set; } = last;
    }
}
