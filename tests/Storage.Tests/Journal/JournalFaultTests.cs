using System.Collections.Concurrent;
using QuizOrleans.Grains;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Tests.Fixtures;
using QuizOrleans.Testing;
using static QuizOrleans.Storage.Tests.Fixtures.Events;

namespace QuizOrleans.Storage.Tests.Journal;

/// <summary>The journal on a server that stops, dies and comes back.</summary>
public sealed class JournalFaultTests
{
    [Fact]
    public async Task Over_a_killed_server_nothing_confirmed_is_lost_and_nothing_is_doubled()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var store = await PostgresStore.New(server, options => options.Deadline = TimeSpan.FromSeconds(20));
        await using var journal = store.NewJournal();
        using var enough = new CancellationTokenSource();
        ConcurrentDictionary<string, long> confirmed = [];
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var writers = Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            var stream = NewStream();
            for (var version = 0L; !enough.IsCancellationRequested; version++)
            {
                await journal.Append(stream, version, Some($"{version + 1}"), default);
                confirmed[stream] = version + 1;
                if (version == 20) half.TrySetResult();
            }
        })).ToArray();

        await half.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await server.KillAsync();
        var before = confirmed.Values.Sum();
        await server.StartAsync();
        await Eventually.Is(() => confirmed.Values.Sum() > before + 500);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        foreach (var (stream, version) in confirmed)
        {
            var entries = await journal.Read(stream, 0, int.MaxValue, default);
            entries.Select(entry => entry.Payload.Text()).ShouldBe(Enumerable.Range(1, (int)version).Select(n => $$"""{"n":"{{n}}"}"""));
        }
    }

    [Fact]
    public async Task Past_the_deadline_an_append_fails_as_unavailable_and_later_ones_work_again()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var store = await PostgresStore.New(server, options => options.Deadline = TimeSpan.FromMilliseconds(700));
        await using var journal = store.NewJournal();
        var stream = NewStream();
        await journal.Append(stream, 0, Some("a"), default);

        await server.StopAsync();
        var lost = journal.Append(stream, 1, Some("b"), default);
        var follower = journal.Append(stream, 2, Some("c"), default);
        await Should.ThrowAsync<StorageUnavailableException>(() => lost);
        await Should.ThrowAsync<StorageUnavailableException>(() => follower);
        await Should.ThrowAsync<StorageUnavailableException>(() => journal.Read(stream, 0, 10, default));

        await server.StartAsync();
        await journal.Append(stream, 1, Some("d"), default);
        (await journal.Read(stream, 0, 10, default)).Select(entry => entry.Payload.Text()).ShouldBe(["""{"n":"a"}""", """{"n":"d"}"""]);
    }

    [Fact]
    public async Task An_append_whose_confirmation_was_lost_recognises_its_own_rows()
    {
        await using var store = await PostgresStore.New();
        await using var proxy = new LossyProxy(store.Connection);
        await using var lossy = PostgresStore.On(proxy.Connection);
        await using var journal = lossy.NewJournal();
        var stream = NewStream();
        await journal.Append(stream, 0, Some("a"), default);

        // The statement goes through; what the server answers does not.
        proxy.LoseNextAnswer();
        await journal.Append(stream, 1, Some("b", "c"), default);

        proxy.Losses.ShouldBe(1);
        (await journal.Read(stream, 0, 10, default)).Length.ShouldBe(3);
        await Should.ThrowAsync<VersionConflictException>(() => journal.Append(stream, 1, Some("b", "c"), default));
    }
}
