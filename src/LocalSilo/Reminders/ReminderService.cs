namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.ReminderService.LocalReminderService</c>: one timer a reminder, each tick a call to the grain, the
/// next tick on the grid <c>StartAt + n × Period</c>. As in Orleans a tick that fell due while no silo ran is not made up for: the next one
/// on the grid comes instead, so a grain hears of a missed one within a period.</summary>
internal sealed class ReminderService(LocalSiloHost silo, IReminderTable table, TimeSpan minimumPeriod)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private readonly Dictionary<(GrainId, string), Schedule> _schedules = [];
    private bool _stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in await table.ReadAllAsync(cancellationToken))
            Put(entry);
    }

    public void Stop()
    {
        lock (_schedules)
        {
            _stopped = true;
            foreach (var schedule in _schedules.Values)
                schedule.Dispose();
            _schedules.Clear();
        }
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < minimumPeriod || period == TimeSpan.Zero)
            throw new ArgumentException($"Cannot register reminder {name} as requested period ({period}) is less than minimum allowed reminder period ({minimumPeriod})");
        var entry = new ReminderEntry(grain, name, silo.TimeProvider.GetUtcNow().UtcDateTime + dueTime, period);
        await table.UpsertAsync(entry, CancellationToken.None);
        Put(entry);
        return entry;
    }

    public async Task UnregisterAsync(GrainId grain, string name)
    {
        await table.RemoveAsync(grain, name, CancellationToken.None);
        lock (_schedules)
        {
            if (_schedules.Remove((grain, name), out var schedule))
                schedule.Dispose();
        }
    }

    public IGrainReminder? Find(GrainId grain, string name)
    {
        lock (_schedules)
            return _schedules.TryGetValue((grain, name), out var schedule) ? schedule.Entry : null;
    }

    public List<IGrainReminder> Of(GrainId grain)
    {
        lock (_schedules)
            return [.. _schedules.Values.Select(schedule => schedule.Entry).Where(entry => entry.GrainId == grain)];
    }

    private void Put(ReminderEntry entry)
    {
        lock (_schedules)
        {
            if (_stopped)
                return;
            if (_schedules.Remove((entry.GrainId, entry.ReminderName), out var old))
                old.Dispose();
            _schedules[(entry.GrainId, entry.ReminderName)] = new Schedule(silo, entry);
        }
    }

    private sealed class Schedule : IDisposable
    {
        private readonly LocalSiloHost _silo;
        private readonly ITimer _timer;
        private DateTime _next;

        public Schedule(LocalSiloHost silo, ReminderEntry entry)
        {
            (_silo, Entry) = (silo, entry);
            _next = OnGrid(Now);
            using (SuppressedFlow.Enter())
                _timer = silo.TimeProvider.CreateTimer(static state => ((Schedule)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Plan();
        }

        public ReminderEntry Entry { get; }

        private DateTime Now => _silo.TimeProvider.GetUtcNow().UtcDateTime;

        public void Dispose() => _timer.Dispose();

        private void Fire() => _ = _silo.RunOutside(FireAsync);

        private async Task FireAsync()
        {
            var now = Now;
            if (now >= _next)
            {
                try
                {
                    var grain = (IRemindable)(object)_silo.References.Create(typeof(IRemindable), Entry.GrainId);
                    await grain.ReceiveReminder(Entry.ReminderName, new TickStatus(Entry.StartAt, Entry.Period, now));
                }
                catch (Exception exception)
                {
                    _silo.Logger.ReminderFailed(exception, Entry.ReminderName, Entry.GrainId);
                }
                var following = OnGrid(Now);
                _next = following > _next ? following : _next + Entry.Period;
            }
            Plan();
        }

        private void Plan()
        {
            var wait = _next - Now;
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
            try
            {
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // Unregistered meanwhile.
            }
        }

        private DateTime OnGrid(DateTime now)
        {
            if (now <= Entry.StartAt)
                return Entry.StartAt;
            var past = (now - Entry.StartAt).Ticks % Entry.Period.Ticks;
            return past == 0 ? now : now.AddTicks(Entry.Period.Ticks - past);
        }
    }
}
