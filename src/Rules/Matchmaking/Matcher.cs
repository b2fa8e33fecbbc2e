namespace QuizOrleans.Rules.Matchmaking;

/// <summary>
/// Who plays whom. The longest waiting is served first, with the nearest rating among those allowed: both within each other's window, neither
/// blocking the other, and not the same two again at once while others wait.
/// </summary>
/// <remarks>
/// Tickets are sorted by rating once, O(n log n), and taken out of the row as they are paired; each looks at its neighbours outward, at most
/// <see cref="MostLooks"/> of them. So a sweep's cost is near-linear, however wide the windows are.
/// </remarks>
public static class Matcher
{
    /// <summary>Neighbours that one ticket looks at in a sweep. Beyond, somebody else is nearer to them; the next sweep looks again.</summary>
    public const int MostLooks = 48;

    /// <summary>Pairs of those who wait; the first of each has waited longer.</summary>
    public static List<(Ticket First, Ticket Second)> Pair(IEnumerable<Ticket> tickets, QueueRules rules, DateTimeOffset now)
    {
        Ticket[] row = [.. tickets.Where(t => t.IsWaiting)];
        Array.Sort(row, static (a, b) => a.Rating.Value.CompareTo(b.Rating.Value) is var apart and not 0 ? apart : ByWait(a, b));
        var sweep = new Sweep(row, rules, now);
        int[] order = [.. Enumerable.Range(0, row.Length)];
        Array.Sort(order, (a, b) => ByWait(row[a], row[b]));
        var pairs = new List<(Ticket, Ticket)>();
        foreach (var one in order)
        {
            if (sweep.IsTaken(one) || sweep.OpponentOf(one) is not { } other) continue;
            sweep.Take(one);
            sweep.Take(other);
            pairs.Add((row[one], row[other]));
        }

        return pairs;
    }

    /// <summary>Whether both lie within each other's window, and neither blocks the other.</summary>
    internal static bool Fit(Ticket a, Ticket b, QueueRules rules, DateTimeOffset now)
    {
        var distance = Math.Abs(a.Rating.Value - b.Rating.Value);
        return distance <= rules.WindowAfter(a.WaitAt(now)) && distance <= rules.WindowAfter(b.WaitAt(now)) && !Block(a, b);
    }

    internal static bool JustPlayed(Ticket a, Ticket b) => a.LastOpponent == b.PlayerId || b.LastOpponent == a.PlayerId;

    private static bool Block(Ticket a, Ticket b) => a.Blocks(b.PlayerId) || b.Blocks(a.PlayerId);

    /// <summary>The longest waiting first. Ids by their code units: an order that a culture has no say in, and no ties.</summary>
    private static int ByWait(Ticket a, Ticket b) => a.JoinedAt.CompareTo(b.JoinedAt) is var apart and not 0 ? apart : string.CompareOrdinal(a.PlayerId, b.PlayerId);

    /// <summary>The row of one sweep: neighbours by rating, linked, so that who is taken is passed over at no cost.</summary>
    private sealed class Sweep
    {
        private readonly Ticket[] _row;
        private readonly double[] _windows;
        private readonly int[] _lower;
        private readonly int[] _higher;
        private readonly bool[] _taken;

        /// <summary>At each place, where those of the same rating begin; and there, the first of them who may still be free.</summary>
        private readonly int[] _begins;
        private readonly int[] _eldest;

        public Sweep(Ticket[] row, QueueRules rules, DateTimeOffset now)
        {
            _row = row;
            _windows = [.. row.Select(t => rules.WindowAfter(t.WaitAt(now)))];
            _lower = [.. Enumerable.Range(-1, row.Length)];
            _higher = [.. Enumerable.Range(1, row.Length)];
            _taken = new bool[row.Length];
            _begins = new int[row.Length];
            for (var i = 1; i < row.Length; i++) _begins[i] = row[i].Rating.Value == row[i - 1].Rating.Value ? _begins[i - 1] : i;
            _eldest = [.. _begins];
        }

        public bool IsTaken(int place) => _taken[place];

        public void Take(int place)
        {
            _taken[place] = true;
            if (_lower[place] >= 0) _higher[_lower[place]] = _higher[place];
            if (_higher[place] < _row.Length) _lower[_higher[place]] = _lower[place];
        }

        /// <summary>The nearest by rating that is allowed; of those as near, the one who has waited longest.</summary>
        public int? OpponentOf(int one)
        {
            var (low, high) = (EldestAt(_lower[one]), _higher[one]);
            for (var looks = 0; looks < MostLooks; looks++)
            {
                var (below, above) = (DistanceTo(low), DistanceTo(high));
                var takeLow = below < above || (below == above && low >= 0 && high < _row.Length && _row[low].JoinedAt <= _row[high].JoinedAt);
                var (other, distance) = takeLow ? (low, below) : (high, above);
                if (distance > _windows[one]) return null;
                if (distance <= _windows[other] && MayMeet(_row[one], _row[other])) return other;
                if (takeLow) low = Below(low, one);
                else high = _higher[high];
            }

            return null;

            double DistanceTo(int place) =>
                place >= 0 && place < _row.Length ? Math.Abs(_row[place].Rating.Value - _row[one].Rating.Value) : double.PositiveInfinity;
        }

        /// <summary>The next to look at downward: of equals the row has the eldest first, so each group of them is gone through upward.</summary>
        private int Below(int place, int one)
        {
            var next = _higher[place];
            return next < one && _begins[next] == _begins[place] ? next : EldestAt(_lower[EldestAt(place)]);
        }

        /// <summary>Of those free with the rating of this place, which is free itself, the one who has waited longest.</summary>
        private int EldestAt(int place)
        {
            if (place < 0) return place;
            ref var eldest = ref _eldest[_begins[place]];
            while (_taken[eldest]) eldest++;
            return eldest;
        }

        private bool MayMeet(Ticket a, Ticket b) => !Block(a, b) && (_row.Length == 2 || !JustPlayed(a, b));
    }
}
