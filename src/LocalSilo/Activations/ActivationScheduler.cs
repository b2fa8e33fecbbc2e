namespace QuizOrleans.LocalSilo;

/// <summary>Runs one activation's turns one at a time on the silo's scheduler. Mirrors <c>Orleans.Runtime.Scheduler.WorkItemGroup</c> with
/// <c>ActivationTaskScheduler</c>: an await inside a grain comes back here because this is the current scheduler there.</summary>
internal sealed class ActivationScheduler(Activation activation, TaskScheduler underlying) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Turns run in one go. One on a scheduler given from outside, so that a simulation orders every single turn.</summary>
    private readonly int _batch = underlying == Default ? 32 : 1;
    private readonly Queue<Task> _turns = new();
    private Task? _adopted;
    private bool _scheduled;
    private bool _messages;
    private bool _dead;

    public Activation Activation => activation;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Guards the turns, and the activation's queue too: one lock a message.</summary>
    public object Gate { get; } = new();

    /// <summary>Under the gate: there are messages to look at. True if the caller must <see cref="Post"/> afterwards.</summary>
    public bool MarkMessages()
    {
        _messages = true;
        return !_scheduled && (_scheduled = !_dead);
    }

    public void Post()
    {
        if (underlying == Default)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            return;
        }
        using (SuppressedFlow.Enter())
            Task.Factory.StartNew(static self => ((ActivationScheduler)self!).Execute(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, underlying);
    }

    /// <summary>Drops what is queued and takes nothing more.</summary>
    public void Kill()
    {
        lock (Gate)
        {
            _dead = true;
            _turns.Clear();
        }
    }

    public void Execute()
    {
        for (var turn = 0; turn < _batch; turn++)
        {
            Task? next;
            lock (Gate)
            {
                if (!_turns.TryDequeue(out next) && !_messages || _dead)
                {
                    _scheduled = false;
                    return;
                }
                _messages &= next is not null;
            }
            TryExecuteTask(next ?? Adopt());
        }
        Post();
    }

    protected override void QueueTask(Task task)
    {
        if (ReferenceEquals(task, _adopted))
            return;
        lock (Gate)
        {
            if (_dead)
                return;
            _turns.Enqueue(task);
            if (_scheduled)
                return;
            _scheduled = true;
        }
        Post();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Current == this && !_dead && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
            return [.. _turns];
    }

    /// <summary>A task bound to this scheduler that never went through its queue, made on a thread without the caller's context.</summary>
    private Task Adopt()
    {
        var task = _adopted = new Task(static activation => ((Activation)activation!).ProcessMessages(), activation);
        task.Start(this);
        return task;
    }
}
