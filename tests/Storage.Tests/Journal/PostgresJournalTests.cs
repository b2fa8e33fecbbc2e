using System.Collections.Concurrent;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Tests.Fixtures;
using static QuizOrleans.Storage.Tests.Fixtures.Events;

namespace QuizOrleans.Storage.Tests.Journal;

public sealed class PostgresJournalTests : JournalContract
{
    private PostgresStore _store = null!;
    private PostgresJournal _journal = null!;

    protected override async Task<IJournal> Create()
    {
        _store = await PostgresStore.New();
        return _journal = _store.NewJournal();
    }

    public override async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Many_streams_at_once_are_written_completely_and_in_order()
    {
        var streams = Enumerable.Range(0, 200).Select(_ => NewStream()).ToArray();
        await Parallel.ForEachAsync(streams, async (stream, cancellation) =>
        {
            for (var version = 0; version < 20; version++) await _journal.Append(stream, version, Some($"{version}"), cancellation);
        });

        foreach (var stream in streams)
        {
            var entries = await _journal.Read(stream, 0, 100, default);
            entries.Select(entry => entry.Payload.Text()).ShouldBe(Enumerable.Range(0, 20).Select(version => $$"""{"n":"{{version}}"}"""));
        }
    }

    [Fact]
    public async Task Appends_of_a_stream_that_do_not_wait_for_each_other_keep_their_order()
    {
        var stream = NewStream();
        ConcurrentQueue<int> confirmed = [];
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(async version =>
        {
            await _journal.Append(stream, version, Some($"{version}"), default).ConfigureAwait(false);
            confirmed.Enqueue(version);
        }));

        (await _journal.Read(stream, 0, 5_000, default)).Length.ShouldBe(2_000);
        confirmed.Count.ShouldBe(2_000);
    }

    [Fact]
    public async Task An_append_longer_than_a_batch_is_still_one_transaction()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some(Enumerable.Range(0, 1_200).Select(n => $"{n}")), default);
        (await _journal.Read(stream, 0, 5_000, default)).Length.ShouldBe(1_200);
        (await _store.Scalar<long>("SELECT count(DISTINCT xmin::text) FROM journal")).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_that_is_no_json_hurts_only_its_own_append()
    {
        var streams = Enumerable.Range(0, 20).Select(_ => NewStream()).ToArray();
        var good = streams.Select(stream => _journal.Append(stream, 0, Some("a"), default)).ToArray();
        var bad = _journal.Append(NewStream(), 0, [Event("{not json")], default);

        await Task.WhenAll(good);
        await Should.ThrowAsync<ArgumentException>(() => bad);
    }

    [Fact]
    public async Task Closing_the_journal_writes_what_is_queued()
    {
        await using var journal = _store.NewJournal();
        var streams = Enumerable.Range(0, 50).Select(_ => NewStream()).ToArray();
        var appends = streams.Select(stream => journal.Append(stream, 0, Some("a"), default)).ToArray();

        await journal.DisposeAsync();

        await Task.WhenAll(appends);
        Should.Throw<ObjectDisposedException>(() => journal.Append(NewStream(), 0, Some("a"), default));
    }
}
