using System.Collections.Concurrent;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Targets;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Duels;

/// <summary>All players of a run, and what they share: connections, the wheel, the end.</summary>
internal sealed class Field : IListener, IAsyncDisposable
{
    private const int MostNotesOfAKind = 3;

    private readonly AnswerWheel _wheel;
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentDictionary<string, int> _noted = new();
    private int _broken;

    public Field(Target target, DuelsOptions options, int repeat)
    {
        ThinkMs = (int)options.Think.TotalMilliseconds;
        Players = [.. Enumerable.Range(0, options.Connections).Select(slot => new Duelist(slot, repeat * 100_003 + slot, this))];
        Crowd = new Crowd(target, options.Connections, this);
        _wheel = new AnswerWheel((slot, id) => Players[slot].Answer(id));
    }

    public Duelist[] Players { get; }

    public Crowd Crowd { get; }

    public int ThinkMs { get; }

    /// <summary>From then on nobody looks for another duel.</summary>
    public volatile bool IsOver;

    /// <summary>Connections that ended by themselves.</summary>
    public int Broken => _broken;

    /// <summary>What went wrong first.</summary>
    public IEnumerable<string> Notes => _notes;

    public Connection Connection(int slot) => Crowd.Connections[slot];

    /// <summary>Returns when the answer is due, in Stopwatch ticks.</summary>
    public long Schedule(int slot, int id, int delayMs) => _wheel.Schedule(slot, id, delayMs);

    /// <param name="kind">Of each kind the first few are kept.</param>
    public void Note(string kind, Duelist player, string details = "")
    {
        if (_noted.AddOrUpdate(kind, 1, (_, n) => n + 1) <= MostNotesOfAKind) _notes.Enqueue($"{kind}: {player} {details}");
    }

    void IListener.Event(int slot, ReadOnlySpan<byte> name, ReadOnlySpan<byte> frame, long at) => Players[slot].Event(name, frame, at);

    void IListener.Acknowledged(int slot, int id, ReadOnlySpan<byte> frame, long at) => Players[slot].Acknowledged(id, frame, at);

    void IListener.Broken(int slot, string reason)
    {
        Note("connection ended", Players[slot], reason);
        Interlocked.Increment(ref _broken);
    }

    public async ValueTask DisposeAsync()
    {
        _wheel.Dispose();
        await Crowd.DisposeAsync();
    }
}
