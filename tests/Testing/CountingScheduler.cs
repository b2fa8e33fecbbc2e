namespace QuizOrleans.Testing;

/// <summary>Runs tasks on the thread pool and knows when none is left, so that a test can wait until everything that could happen has.</summary>
public sealed class CountingScheduler : TaskScheduler
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _open;

    /// <summary>Done when no task is queued or running. Code that left this scheduler (a thread pool await, I/O) is not counted.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_open == 0)
                return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
            _open++;
        ThreadPool.UnsafeQueueUserWorkItem(static self => self.Scheduler.Run(self.Task), (Scheduler: this, Task: task), preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Run(Task task)
    {
        TryExecuteTask(task);
        lock (_gate)
        {
            if (--_open == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }
}
