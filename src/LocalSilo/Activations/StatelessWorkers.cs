namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.StatelessWorkerGrainContext</c>: a call goes to the first free worker, else to a new one while there are
/// fewer than the limit, else to the one with the shortest queue.</summary>
internal sealed class StatelessWorkers(LocalSiloHost silo, GrainClass grainClass, GrainId id) : IMessageTarget
{
    private readonly List<Activation> _workers = [];
    private Exception? _killed;

    public long Number { get; } = silo.NextNumber();

    public Activation[] Workers
    {
        get
        {
            lock (_workers)
                return [.. _workers];
        }
    }

    public bool TryReceive(Request request)
    {
        lock (_workers)
        {
            if (_killed is not null)
                return false;
            var worker = _workers.Find(worker => worker.IsFree);
            if (worker is null && _workers.Count >= grainClass.MaxWorkers)
                worker = _workers.MinBy(worker => worker.Load);
            if (worker is not null && worker.TryReceive(request))
                return true;
            worker = new Activation(silo, grainClass, id, Remove);
            _workers.Add(worker);
            return worker.TryReceive(request);
        }
    }

    public bool HasExpired(int sweep) => Array.Exists(Workers, worker => worker.HasExpired(sweep));

    public void Expire(int sweep) => Array.ForEach(Workers, worker => worker.Expire(sweep));

    public void Kill(Exception exception)
    {
        lock (_workers)
            _killed = exception;
        Array.ForEach(Workers, worker => worker.Kill(exception));
    }

    private void Remove(Activation worker)
    {
        lock (_workers)
            _workers.Remove(worker);
    }
}
