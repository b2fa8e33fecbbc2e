namespace QuizOrleans.Testing.LanguageModels;

/// <summary>What a test says about the requests of one key, one model, or all.</summary>
public sealed class ModelScript
{
    private readonly string? _key;
    private readonly string? _model;
    private readonly Queue<ModelReply> _next = [];
    private readonly Lock _gate = new();
    private ModelReply? _always;

    internal ModelScript(string? key, string? model) => (_key, _model) = (key, model);

    /// <summary>The next requests get these, one each; then it is as before.</summary>
    public ModelScript Next(params ModelReply[] replies)
    {
        lock (_gate)
        {
            foreach (var reply in replies) _next.Enqueue(reply);
        }

        return this;
    }

    /// <summary>From now on, when nothing is next.</summary>
    public ModelScript Always(ModelReply reply)
    {
        lock (_gate) _always = reply;
        return this;
    }

    /// <summary>No more scripts: what is more general holds again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _next.Clear();
            _always = null;
        }
    }

    internal int Closeness => (_key is null ? 0 : 2) + (_model is null ? 0 : 1);

    internal bool IsFor(string? key, string? model) => _key == key && _model == model;

    internal ModelReply? Take(ModelAsk ask)
    {
        if ((_key is not null && _key != ask.Key) || (_model is not null && _model != ask.Model)) return null;
        lock (_gate) return _next.TryDequeue(out var next) ? next : _always;
    }
}
