namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// Divides an audience into sections of a few dozen connections, which are told one after the other. A room of thousands told in one go
/// fills as many buffers at once and lets everything else wait for all of it; in sections the first are on their way while the next are
/// written, the same buffers serve again, and receipts slip in between.
/// </summary>
/// <remarks>Not safe for two threads; its relay locks.</remarks>
internal sealed class Sections
{
    /// <summary>As many as the shared array pool keeps buffers for on a small machine.</summary>
    public const int Size = 64;

    private readonly List<int> _seats = [];

    /// <summary>How many sections there are, empty ones between others included.</summary>
    public int Count => _seats.Count;

    /// <summary>Takes a seat in the first section that has one.</summary>
    public int Enter()
    {
        var section = _seats.FindIndex(taken => taken < Size);
        if (section < 0)
        {
            section = _seats.Count;
            _seats.Add(0);
        }

        _seats[section]++;
        return section;
    }

    public void Leave(int section)
    {
        _seats[section]--;
        while (_seats.Count > 0 && _seats[^1] == 0) _seats.RemoveAt(_seats.Count - 1);
    }
}
