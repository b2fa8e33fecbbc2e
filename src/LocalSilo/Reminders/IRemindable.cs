namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.IRemindable</c>.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}

/// <summary>Mirrors <c>Orleans.Runtime.TickStatus</c>; times are UTC.</summary>
public readonly record struct TickStatus(DateTime FirstTickTime, TimeSpan Period, DateTime CurrentTickTime);

/// <summary>Mirrors <c>Orleans.Runtime.IGrainReminder</c>.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}

/// <summary>Mirrors <c>Orleans.Runtime.ReminderException</c>.</summary>
public sealed class ReminderException : OrleansException
{
    public ReminderException() { }

    public ReminderException(string message) : base(message) { }

    public ReminderException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>Mirrors <c>Orleans.GrainReminderExtensions</c>.</summary>
public static class GrainReminderExtensions
{
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        var (reminders, id) = Of(grain);
        return grain is IRemindable
            ? reminders.RegisterAsync(id, reminderName, dueTime, period)
            : throw new InvalidOperationException($"Grain {id} is not {nameof(IRemindable)}.");
    }

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var (reminders, id) = Of(grain);
        return reminders.UnregisterAsync(id, reminder.ReminderName);
    }

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        var (reminders, id) = Of(grain);
        return Task.FromResult(reminders.Find(id, reminderName));
    }

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        var (reminders, id) = Of(grain);
        return Task.FromResult(reminders.Of(id));
    }

    private static (ReminderService Reminders, GrainId Id) Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var activation = (Activation)grain.GrainContext;
        return (activation.Silo.Reminders, activation.GrainId);
    }
}
