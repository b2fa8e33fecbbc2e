using System.Text.Json;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Room;

/// <summary>
/// Who saw what when. A slot is a connection: 0…players−1 answer, then comes one silent player, then the host. Each cell is written by one
/// receive loop only, so nothing is locked. Times are Stopwatch ticks; 0 is "never".
/// </summary>
internal sealed class RoundBook : IListener
{
    private readonly TaskCompletionSource<long>[] _hostOpened;
    private readonly TaskCompletionSource<long>[] _hostClosed;
    private readonly long[] _counted;
    private readonly int _host;
    private int _duplicates;
    private int _broken;

    public RoundBook(int players, int questions)
    {
        _host = players + 1;
        Opened = Grid(questions, players + 2);
        Closed = Grid(questions, players + 2);
        Due = Grid(questions, players);
        Sent = Grid(questions, players);
        Receipts = Grid(questions, players);
        Refused = Grid(questions, players);
        Commanded = Grid(questions, 2);
        _counted = new long[questions];
        _hostOpened = Signals(questions);
        _hostClosed = Signals(questions);
    }

    public long[][] Opened { get; }

    public long[][] Closed { get; }

    public long[][] Due { get; }

    public long[][] Sent { get; }

    /// <summary>When an answer was acknowledged as taken.</summary>
    public long[][] Receipts { get; }

    public long[][] Refused { get; }

    /// <summary>When the host asked for the opening [0] and for the close [1].</summary>
    public long[][] Commanded { get; }

    /// <summary>Events and receipts that came twice.</summary>
    public int Duplicates => _duplicates;

    /// <summary>Connections that ended by themselves.</summary>
    public int Broken => _broken;

    public string? FirstBreak { get; private set; }

    /// <summary>What the workload does when a player sees a question.</summary>
    public Action<int, int>? OnOpened { get; set; }

    public Task<long> HostOpened(int index) => _hostOpened[index].Task;

    public Task<long> HostClosed(int index) => _hostClosed[index].Task;

    /// <summary>How many answers the server counted, by the distribution that the host was told.</summary>
    public long Counted(int index) => _counted[index];

    void IListener.Event(int slot, ReadOnlySpan<byte> name, ReadOnlySpan<byte> frame, long at)
    {
        if (name.StartsWith("QuestionOpened\""u8)) NoteOpened(slot, Frames.NumberAfter(frame, "\"index\":"u8), at);
        else if (name.StartsWith("QuestionClosed\""u8)) NoteClosed(slot, Frames.NumberAfter(frame, "\"index\":"u8), at, frame);
    }

    void IListener.Acknowledged(int slot, int id, ReadOnlySpan<byte> frame, long at) => Note(Frames.IsAccepted(frame) ? Receipts : Refused, id, slot, at);

    void IListener.Broken(int slot, string reason)
    {
        FirstBreak ??= $"connection {slot}: {reason}";
        Interlocked.Increment(ref _broken);
    }

    private void NoteOpened(int slot, int index, long at)
    {
        if (!Note(Opened, index, slot, at)) return;
        OnOpened?.Invoke(slot, index);
        if (slot == _host) _hostOpened[index].TrySetResult(at);
    }

    private void NoteClosed(int slot, int index, long at, ReadOnlySpan<byte> frame)
    {
        if (!Note(Closed, index, slot, at) || slot != _host) return;
        _counted[index] = CountOf(frame);
        _hostClosed[index].TrySetResult(at);
    }

    private bool Note(long[][] grid, int index, int slot, long at)
    {
        if (Interlocked.CompareExchange(ref grid[index][slot], at, 0) == 0) return true;
        Interlocked.Increment(ref _duplicates);
        return false;
    }

    /// <summary>Adds up the distribution's counts; the host's frame alone, so a reader is cheap enough.</summary>
    private static long CountOf(ReadOnlySpan<byte> frame)
    {
        var at = frame.IndexOf("\"distribution\":"u8);
        if (at < 0) return 0;
        long sum = 0;
        var reader = new Utf8JsonReader(frame[(at + 15)..], isFinalBlock: false, default);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("count"u8) && reader.Read()) sum += reader.GetInt64();
        return sum;
    }

    private static long[][] Grid(int questions, int slots)
    {
        var grid = new long[questions][];
        for (var i = 0; i < questions; i++) grid[i] = new long[slots];
        return grid;
    }

    private static TaskCompletionSource<long>[] Signals(int questions)
    {
        var signals = new TaskCompletionSource<long>[questions];
        for (var i = 0; i < questions; i++) signals[i] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return signals;
    }
}
