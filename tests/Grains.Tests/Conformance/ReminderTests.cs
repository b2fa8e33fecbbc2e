namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Reminders: they find the grain wherever it is, over restarts too.</summary>
public sealed class ReminderTests : ConformanceTest
{
    private IReminderGrain Subject => Grain<IReminderGrain>();

    [Fact]
    public async Task A_reminder_ticks_when_due_and_every_period_after_it()
    {
        await Subject.Remind("exam ends", 5 * Minute, 2 * Minute);
        await Cluster.AdvanceAsync(4 * Minute);
        Probe.Count("exam ends").ShouldBe(0);
        await Cluster.AdvanceUntilAsync(Minute / 2, () => Probe.Count("exam ends") >= 3);
    }

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_is_not_active()
    {
        await Subject.Remind("exam ends", 5 * Minute, 2 * Minute);
        await Subject.Leave();
        await Cluster.AdvanceUntilAsync(Minute, () => Probe.Count("exam ends") >= 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reminder_survives_a_restart_and_a_crash(bool gracefully)
    {
        await Subject.Remind("exam ends", 5 * Minute, 2 * Minute);
        await (gracefully ? Cluster.RestartAsync() : Cluster.KillAsync());
        await Cluster.AdvanceUntilAsync(Minute, () => Probe.Count("exam ends") >= 1);
    }

    [Fact]
    public async Task A_tick_missed_while_down_is_followed_by_the_next_one_of_its_schedule()
    {
        await Subject.Remind("exam ends", 5 * Minute, 2 * Minute);
        await Cluster.KillAsync(whileDown: () => Cluster.Time.Advance(6 * Minute));
        await Subject.Names();
        Probe.Count("exam ends").ShouldBe(0);
        await Cluster.AdvanceUntilAsync(Minute / 2, () => Probe.Count("exam ends") >= 1);
    }

    [Fact]
    public async Task An_unregistered_reminder_is_silent()
    {
        await Subject.Remind("exam ends", 2 * Minute, 2 * Minute);
        (await Subject.Names()).ShouldBe(["exam ends"]);
        await Subject.Forget("exam ends");
        (await Subject.Names()).ShouldBeEmpty();
        await Cluster.AdvanceAsync(20 * Minute);
        await Subject.Names();
        Probe.Count("exam ends").ShouldBe(0);
    }

    [Fact]
    public async Task A_reminder_registered_again_has_the_new_times()
    {
        await Subject.Remind("exam ends", 60 * Minute, 60 * Minute);
        await Subject.Remind("exam ends", 2 * Minute, 60 * Minute);
        (await Subject.Names()).ShouldBe(["exam ends"]);
        await Cluster.AdvanceUntilAsync(Minute, () => Probe.Count("exam ends") >= 1);
    }

    [Fact]
    public async Task A_tick_that_throws_does_not_end_the_reminder()
    {
        await Subject.Remind("bad", 2 * Minute, 2 * Minute);
        await Cluster.AdvanceUntilAsync(Minute / 2, () => Probe.Count("bad") >= 2);
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Subject.Remind("hasty", Second, Second));
}

public interface IReminderGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    Task Forget(string name);

    Task<string[]> Names();

    Task Leave();
}

public sealed class ReminderGrain(Probe probe) : Grain, IReminderGrain, IRemindable
{
    public Task Remind(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Note(reminderName);
        return reminderName == "bad" ? throw new InvalidOperationException("a bad tick") : Task.CompletedTask;
    }
}
