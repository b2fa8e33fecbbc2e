using QuizOrleans.Grains;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Tests.Fixtures;
using static QuizOrleans.Storage.Tests.Fixtures.Events;

namespace QuizOrleans.Storage.Tests.Journal;

public sealed class FaultyJournalTests
{
    [Theory]
    [InlineData(FaultyJournal.Fault.BeforeWrite, 0)]
    [InlineData(FaultyJournal.Fault.AfterWrite, 1)]
    public async Task It_fails_once_before_or_after_the_write(FaultyJournal.Fault fault, int written)
    {
        FaultyJournal journal = new(new MemoryJournal()) { Next = fault };
        var stream = NewStream();

        await Should.ThrowAsync<StorageUnavailableException>(() => journal.Append(stream, 0, Some("a"), default));

        (await journal.Read(stream, 0, 10, default)).Length.ShouldBe(written);
        await journal.Append(stream, written, Some("b"), default);
    }
}
