using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Storage.Audit;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Audit;

/// <summary>What every audit promises.</summary>
public abstract class AuditLogContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    protected IAuditLog Audit { get; private set; } = null!;

    protected abstract Task<IAuditLog> Create();

    public async Task InitializeAsync() => Audit = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Entries_are_kept_as_they_were_written_each_tenants_for_itself()
    {
        var entry = new AuditEntry(Noon, "ada", AuditActions.RolesChanged, "bob", "ok", "10.0.0.1", "player → admin");
        var bare = new AuditEntry(Noon.AddSeconds(-1), null, AuditActions.SignIn, null, "wrong_credentials", null, "");
        await Audit.Append("main", [entry, bare], default);
        await Audit.Append("other", [entry with { Actor = "eve" }], default);
        (await Audit.Read("main", new AuditQuery(), default)).Items.ShouldBe([entry, bare]);
        (await Audit.Read("nobody", new AuditQuery(), default)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task They_are_read_newest_first_page_by_page()
    {
        for (var n = 0; n < 7; n++) await Audit.Append("main", [Entry(n / 3) with { Details = $"{n}" }], default);
        List<string> read = [];
        string? after = null;
        do
        {
            var page = await Audit.Read("main", new AuditQuery(After: after, Limit: 2), default);
            read.AddRange(page.Items.Select(e => e.Details));
            after = page.Next;
        }
        while (after is not null);
        read.ShouldBe(["6", "5", "4", "3", "2", "1", "0"]);
    }

    [Fact]
    public async Task They_are_chosen_by_who_what_whom_when_and_outcome()
    {
        await Audit.Append(
            "main",
            [
                Entry(0), Entry(1) with { Actor = "bob" }, Entry(2) with { Action = AuditActions.SignOut }, Entry(3) with { Target = "carl" },
                Entry(4) with { Outcome = "forbidden" },
            ],
            default);
        (await Minutes(new AuditQuery(Actor: "bob"))).ShouldBe([1]);
        (await Minutes(new AuditQuery(Action: AuditActions.SignOut))).ShouldBe([2]);
        (await Minutes(new AuditQuery(Target: "carl"))).ShouldBe([3]);
        (await Minutes(new AuditQuery(Outcome: "forbidden"))).ShouldBe([4]);
        (await Minutes(new AuditQuery(From: Noon.AddMinutes(2), To: Noon.AddMinutes(4)))).ShouldBe([3, 2]);
        (await Minutes(new AuditQuery(Actor: "ada", Outcome: "ok", Limit: 2))).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task What_is_old_enough_is_forgotten()
    {
        await Audit.Append("main", [Entry(0), Entry(1)], default);
        await Audit.Append("other", [Entry(0)], default);
        (await Audit.Forget(Noon.AddMinutes(1), default)).ShouldBe(2);
        (await Minutes(new AuditQuery())).ShouldBe([1]);
        (await Audit.Forget(Noon.AddMinutes(1), default)).ShouldBe(0);
    }

    protected static AuditEntry Entry(int minute) => new(Noon.AddMinutes(minute), "ada", AuditActions.SignIn, null, "ok", "10.0.0.1", "");

    private async Task<IEnumerable<int>> Minutes(AuditQuery query) => (await Audit.Read("main", query, default)).Items.Select(e => e.At.Minute);
}

public sealed class MemoryAuditLogTests : AuditLogContract
{
    protected override Task<IAuditLog> Create() => Task.FromResult<IAuditLog>(new MemoryAuditLog());
}

public sealed class PostgresAuditLogTests : AuditLogContract
{
    private PostgresStore _postgres = null!;

    [Theory]
    [InlineData("UPDATE audit SET outcome = 'ok'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    [InlineData("DELETE FROM audit WHERE at < now() + interval '100 years'")]
    public async Task The_table_is_append_only(string sql)
    {
        await Audit.Append("main", [Entry(0)], default);
        // The way of the clean-up leaves nothing open behind it.
        await Audit.Forget(Noon, default);
        var refused = await Should.ThrowAsync<PostgresException>(() => Run(sql));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Audit.Read("main", new AuditQuery(), default)).Items.Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_database_would_refuse_is_made_harmless()
    {
        await Audit.Append("main", [Entry(0) with { Target = "GET /a\0b\ud800", Details = new string('x', 10_000) }, Entry(1)], default);
        var read = (await Audit.Read("main", new AuditQuery(), default)).Items;
        read.Length.ShouldBe(2);
        (read[1].Target, read[1].Details.Length).ShouldBe(("GET /a?b?", 500));
    }

    protected override async Task<IAuditLog> Create() => new PostgresAuditLog((_postgres = await PostgresStore.New()).Database, NullLogger<PostgresAuditLog>.Instance);

    public override async Task DisposeAsync() => await _postgres.DisposeAsync();

    private async Task Run(string sql)
    {
#pragma warning disable CA2100 // Of this test.
        await using var command = _postgres.Source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
