namespace QuizOrleans.LocalSilo;

/// <summary>The requests of one activation, waiting and running, and the rule which of them may run now. The rule mirrors
/// <c>ActivationData.MayInvokeRequest</c>, the blocking request included. Every member is called under the activation's gate.</summary>
internal sealed class RequestQueue(bool reentrant)
{
    private readonly List<Request> _running = [];
    private Request? _first;
    private Request? _last;
    private Request? _blocking;
    private Dictionary<Guid, int>? _reentrantSections;

    public int Waiting { get; private set; }

    public int Running => _running.Count;

    public Request? First => _first;

    public void Add(Request request)
    {
        if (_last is null)
            _first = request;
        else
            _last.Next = request;
        _last = request;
        Waiting++;
    }

    /// <summary>The first that may run now, in order of arrival, moved to the running ones. Those already answered fall out.</summary>
    public Request? TakeRunnable()
    {
        Request? before = null;
        for (var request = _first; request is not null;)
        {
            var next = request.Next;
            if (request.IsAnswered)
                Unlink(before, request);
            else if (MayRun(request))
            {
                Unlink(before, request);
                Start(request);
                return request;
            }
            else
                before = request;
            request = next;
        }
        return null;
    }

    public bool MayRun(Request incoming) =>
        _running.Count == 0 || reentrant || _blocking is null || incoming.AlwaysInterleave
        || _blocking.ReadOnly && incoming.ReadOnly
        || _reentrantSections is not null && incoming.ReentrancyId is var id && id != Guid.Empty && _reentrantSections.ContainsKey(id);

    public void Finish(Request request)
    {
        var last = _running[^1];
        _running[request.RunningIndex] = last;
        last.RunningIndex = request.RunningIndex;
        _running.RemoveAt(_running.Count - 1);
        if (_blocking == request)
            _blocking = null;
    }

    public void EnterReentrantSection(Guid id)
    {
        _reentrantSections ??= [];
        _reentrantSections[id] = _reentrantSections.GetValueOrDefault(id) + 1;
    }

    public void LeaveReentrantSection(Guid id)
    {
        if (_reentrantSections is not null && _reentrantSections.TryGetValue(id, out var depth))
        {
            if (depth > 1)
                _reentrantSections[id] = depth - 1;
            else
                _reentrantSections.Remove(id);
        }
    }

    public List<Request> TakeWaiting()
    {
        var all = new List<Request>(Waiting);
        for (var request = _first; request is not null;)
        {
            var next = request.Next;
            request.Next = null;
            all.Add(request);
            request = next;
        }
        (_first, _last, Waiting) = (null, null, 0);
        return all;
    }

    public List<Request> All()
    {
        var all = new List<Request>(_running);
        for (var request = _first; request is not null; request = request.Next)
            all.Add(request);
        return all;
    }

    private void Start(Request request)
    {
        request.RunningIndex = _running.Count;
        _running.Add(request);
        if (_blocking is null && !request.AlwaysInterleave)
            _blocking = request;
    }

    private void Unlink(Request? before, Request request)
    {
        if (before is null)
            _first = request.Next;
        else
            before.Next = request.Next;
        if (_last == request)
            _last = before;
        request.Next = null;
        Waiting--;
    }
}
