using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Tests.Fixtures;
using static QuizOrleans.Storage.Tests.Fixtures.Events;

namespace QuizOrleans.Storage.Tests.Journal;

/// <summary>What every journal promises.</summary>
public abstract class JournalContract : IAsyncLifetime
{
    private IJournal _journal = null!;

    protected abstract Task<IJournal> Create();

    public async Task InitializeAsync() => _journal = await Create();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Events_come_back_in_order_with_their_text_unchanged()
    {
        var stream = NewStream();
        var odd = Event("""{ "z":1, "kind":"x",  "a":[1.50, 1e3], "text":"\u0000 ü" }""");
        await _journal.Append(stream, 0, [odd, .. Some("b")], default);
        await _journal.Append(stream, 2, Some("c"), default);

        var entries = await _journal.Read(stream, 0, 100, default);

        entries.Select(entry => entry.Version).ShouldBe([1, 2, 3]);
        entries.Select(entry => entry.Payload.Text()).ShouldBe([odd.Text(), """{"n":"b"}""", """{"n":"c"}"""]);
        entries.ShouldAllBe(entry => entry.At > DateTimeOffset.UtcNow.AddMinutes(-5) && entry.At < DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task Reading_starts_after_a_version_and_stops_at_the_limit()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a", "b", "c", "d"), default);

        (await _journal.Read(stream, 1, 2, default)).Select(entry => entry.Version).ShouldBe([2, 3]);
        (await _journal.Read(stream, 4, 2, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_stream_is_empty() => (await _journal.Read(NewStream(), 0, 10, default)).ShouldBeEmpty();

    [Fact]
    public async Task No_events_change_nothing()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, [], default);
        (await _journal.Read(stream, 0, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_writer_is_refused_and_writes_nothing()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a", "b"), default);

        await Should.ThrowAsync<VersionConflictException>(() => _journal.Append(stream, 1, Some("x", "y"), default));

        (await _journal.Read(stream, 0, 10, default)).Select(entry => entry.Payload.Text()).ShouldBe(["""{"n":"a"}""", """{"n":"b"}"""]);
    }

    [Fact]
    public async Task The_same_text_from_another_writer_is_still_a_conflict()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a"), default);
        await Should.ThrowAsync<VersionConflictException>(() => _journal.Append(stream, 0, Some("a"), default));
    }

    [Fact]
    public async Task Of_two_writers_at_once_one_wins()
    {
        var stream = NewStream();
        var appends = Enumerable.Range(0, 20).Select(n => Record.ExceptionAsync(() => _journal.Append(stream, 0, Some($"{n}"), default))).ToArray();

        var outcomes = await Task.WhenAll(appends);

        outcomes.Count(outcome => outcome is null).ShouldBe(1);
        outcomes.Where(outcome => outcome is not null).ShouldAllBe(outcome => outcome is VersionConflictException);
        (await _journal.Read(stream, 0, 10, default)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_stale_writers_at_once_none_wins()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a"), default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Record.ExceptionAsync(() => _journal.Append(stream, 0, Some($"{n}"), default))));

        outcomes.ShouldAllBe(outcome => outcome is VersionConflictException);
    }

    [Fact]
    public async Task A_conflict_hurts_no_other_stream()
    {
        var taken = NewStream();
        await _journal.Append(taken, 0, Some("a"), default);
        var streams = Enumerable.Range(0, 100).Select(_ => NewStream()).ToArray();

        var good = streams.Select((stream, n) => _journal.Append(stream, 0, Some($"{n}"), default)).ToList();
        var bad = _journal.Append(taken, 0, Some("b"), default);
        good.AddRange(streams.Select((stream, n) => _journal.Append(stream, 1, Some($"{n}"), default)));

        await Task.WhenAll(good);
        await Should.ThrowAsync<VersionConflictException>(() => bad);
        foreach (var stream in streams) (await _journal.Read(stream, 0, 10, default)).Select(entry => entry.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_was_sent_behind_a_failed_append_fails_too_and_leaves_no_gap()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a"), default);

        var stale = _journal.Append(stream, 0, Some("b", "c"), default);
        var followers = Enumerable.Range(2, 5).Select(version => _journal.Append(stream, version, Some($"{version}"), default)).ToArray();

        await Should.ThrowAsync<VersionConflictException>(() => stale);
        foreach (var follower in followers) await Should.ThrowAsync<VersionConflictException>(() => follower);

        await _journal.Append(stream, 1, Some("c"), default);
        (await _journal.Read(stream, 0, 10, default)).Select(entry => entry.Payload.Text()).ShouldBe(["""{"n":"a"}""", """{"n":"c"}"""]);
    }

    [Fact]
    public async Task A_cancelled_append_is_not_written()
    {
        var stream = NewStream();
        await Should.ThrowAsync<OperationCanceledException>(() => _journal.Append(stream, 0, Some("a"), new CancellationToken(canceled: true)));
        (await _journal.Read(stream, 0, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_newest_snapshot_is_kept()
    {
        var stream = NewStream();
        (await _journal.ReadSnapshot(stream, default)).ShouldBeNull();

        await _journal.WriteSnapshot(stream, new Snapshot(10, "room-1", Event("ten")), default);
        await _journal.WriteSnapshot(stream, new Snapshot(20, "room-2", Event("twenty")), default);
        await _journal.WriteSnapshot(stream, new Snapshot(15, "room-1", Event("fifteen")), default);

        var kept = (await _journal.ReadSnapshot(stream, default)).ShouldNotBeNull();
        (kept.Version, kept.Format, kept.State.Text()).ShouldBe((20, "room-2", "twenty"));
    }

    [Fact]
    public async Task Only_what_the_snapshot_holds_is_trimmed_and_never_the_newest()
    {
        var (stream, other) = (NewStream(), NewStream());
        await _journal.Append(stream, 0, Some("a", "b", "c", "d", "e"), default);
        await _journal.Append(other, 0, Some("a", "b"), default);
        await _journal.WriteSnapshot(other, new Snapshot(2, "f", Event("{}")), default);
        (await Trimmed(stream, 5)).ShouldBe([1, 2, 3, 4, 5]);

        await _journal.WriteSnapshot(stream, new Snapshot(3, "f", Event("{}")), default);
        (await Trimmed(stream, 2)).ShouldBe([3, 4, 5]);
        (await Trimmed(stream, 5)).ShouldBe([4, 5]);
        await _journal.WriteSnapshot(stream, new Snapshot(5, "f", Event("{}")), default);
        (await Trimmed(stream, 5)).ShouldBe([5]);
        (await Trimmed(stream, 5)).ShouldBe([5]);
        (await _journal.Read(other, 0, 10, default)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_trimmed_stream_goes_on_where_it_was()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a", "b", "c"), default);
        await _journal.WriteSnapshot(stream, new Snapshot(3, "f", Event("{}")), default);
        await Trimmed(stream, 3);

        await _journal.Append(stream, 3, Some("d", "e"), default);
        await Should.ThrowAsync<VersionConflictException>(() => _journal.Append(stream, 3, Some("x"), default));
        (await _journal.Read(stream, 0, 10, default)).Select(e => e.Payload.Text()).ShouldBe(["""{"n":"c"}""", """{"n":"d"}""", """{"n":"e"}"""]);
        (await _journal.Read(stream, 3, 1, default)).Select(e => e.Version).ShouldBe([4]);
        (await _journal.Read(stream, 5, 1, default)).ShouldBeEmpty();
        (await _journal.ReadSnapshot(stream, default)).ShouldNotBeNull().Version.ShouldBe(3);
    }

    [Fact]
    public async Task Young_events_are_not_trimmed()
    {
        var stream = NewStream();
        await _journal.Append(stream, 0, Some("a", "b"), default);
        var between = (await _journal.Read(stream, 0, 10, default))[^1].At.AddTicks(10);
        while (DateTimeOffset.UtcNow <= between) await Task.Yield();
        await _journal.Append(stream, 2, Some("c", "d"), default);
        await _journal.WriteSnapshot(stream, new Snapshot(4, "f", Event("{}")), default);
        (await Trimmed(stream, 4, DateTimeOffset.UtcNow.AddHours(-1))).ShouldBe([1, 2, 3, 4]);
        (await Trimmed(stream, 4, between)).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Thousands_are_trimmed_in_one_go()
    {
        var stream = NewStream();
        for (var n = 0; n < 11; n++) await _journal.Append(stream, n * 1000, Some(Enumerable.Range(0, 1000).Select(m => $"{m}")), default);
        await _journal.WriteSnapshot(stream, new Snapshot(10_500, "f", Event("{}")), default);
        var left = await Trimmed(stream, 11_000);
        (left[0], left.Length).ShouldBe((10_501, 500));
    }

    private async Task<long[]> Trimmed(string stream, long upToVersion, DateTimeOffset? before = null)
    {
        await _journal.Trim(stream, upToVersion, before ?? DateTimeOffset.UtcNow.AddHours(1), default);
        return [.. (await _journal.Read(stream, 0, 20_000, default)).Select(e => e.Version)];
    }
}
