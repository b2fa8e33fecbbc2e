namespace QuizOrleans.Simulation.Tests;

/// <summary>Runs tasks on the thread that asks for it, one at a time, in an order that a seed decides.</summary>
public sealed class SeededScheduler(Random random) : TaskScheduler
{
    private readonly List<Task> _ready = [];
    private bool _running;

    /// <summary>Runs one of the tasks that could run; false when there is none.</summary>
    public bool RunOne()
    {
        Task task;
        lock (_ready)
        {
            if (_ready.Count == 0) return false;
            var chosen = random.Next(_ready.Count);
            task = _ready[chosen];
            _ready.RemoveAt(chosen);
        }

        // The test runner's context would take what awaits onto its own threads.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _running = true;
        TryExecuteTask(task);
        _running = false;
        SynchronizationContext.SetSynchronizationContext(context);
        return true;
    }

    protected override void QueueTask(Task task)
    {
        lock (_ready) _ready.Add(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => _running && Current == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
