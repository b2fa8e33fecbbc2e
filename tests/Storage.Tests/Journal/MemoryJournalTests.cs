using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Journal;

namespace QuizOrleans.Storage.Tests.Journal;

public sealed class MemoryJournalTests : JournalContract
{
    protected override Task<IJournal> Create() => Task.FromResult<IJournal>(new MemoryJournal());
}
