using System.Collections.Immutable;
using System.Globalization;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Audit;

/// <summary>An audit that ends with the process, and forgets the oldest entries rather than fill its memory.</summary>
public sealed class MemoryAuditLog : IAuditLog
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<(long Id, string Tenant, AuditEntry Entry)> _entries = [];
    private long _lastId;

    public Task Append(string tenant, ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var entry in entries) _entries.AddFirst((++_lastId, tenant, entry));
            while (_entries.Count > Most) _entries.RemoveLast();
        }

        return Task.CompletedTask;
    }

    public Task<AuditPage> Read(string tenant, AuditQuery query, CancellationToken cancellationToken)
    {
        var start = Cursor.Read(query.After);
        var startId = long.TryParse(start.Id, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue;
        var rows = ImmutableArray.CreateBuilder<(long Id, AuditEntry Entry)>();
        lock (_lock)
        {
            rows.AddRange(_entries
                .Where(e => e.Tenant == tenant && Fits(query, e.Entry) && (e.Entry.At < start.At || (e.Entry.At == start.At && e.Id < startId)))
                .OrderByDescending(e => e.Entry.At).ThenByDescending(e => e.Id)
                .Take(Page.Ask(query.Limit))
                .Select(e => (e.Id, e.Entry)));
        }

        var next = Page.Cut(rows, query.Limit, row => new Cursor(row.Entry.At, row.Id.ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(new AuditPage([.. rows.Select(row => row.Entry)], next));
    }

    public Task<int> Forget(DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var old = _entries.Where(e => e.Entry.At < before).ToList();
            foreach (var entry in old) _entries.Remove(entry);
            return Task.FromResult(old.Count);
        }
    }

    private static bool Fits(AuditQuery query, AuditEntry entry) =>
        (query.Actor is null || query.Actor == entry.Actor)
        && (query.Action is null || query.Action == entry.Action)
        && (query.Target is null || query.Target == entry.Target)
        && (query.Outcome is null || query.Outcome == entry.Outcome)
        && !(entry.At < query.From) && !(entry.At >= query.To);
}
