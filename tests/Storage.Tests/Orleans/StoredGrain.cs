using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Orleans;

[Alias("test.IStoredGrain")]
public interface IStoredGrain : IGrainWithStringKey
{
    [Alias("Write")]
    Task Write(string text);

    [Alias("ReadAgain")]
    Task<string> ReadAgain();

    [Alias("Clear")]
    Task Clear();

    [Alias("Remind")]
    Task Remind(string name);

    [Alias("Reminders")]
    Task<List<string>> Reminders();

    [Alias("Forget")]
    Task Forget(string name);
}

[GenerateSerializer, Alias("test.Note")]
public sealed class Note
{
    [Id(0)] public string Text { get; set; } = "";
}

[GrainType(KnownRows.GrainType)]
public sealed class StoredGrain([PersistentState(KnownRows.StateName)] IPersistentState<Note> note) : Grain, IStoredGrain, IRemindable
{
    public async Task Write(string text)
    {
        note.State.Text = text;
        await note.WriteStateAsync();
    }

    public async Task<string> ReadAgain()
    {
        await note.ReadStateAsync();
        return note.State.Text;
    }

    public Task Clear() => note.ClearStateAsync();

    public Task Remind(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public async Task<List<string>> Reminders() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
