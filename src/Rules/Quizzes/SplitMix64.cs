namespace QuizOrleans.Rules.Quizzes;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"). Our own, because a shuffle is recorded
/// as its seed: the same seed must deal the same on every runtime and in every later version, which <see cref="Random"/> does not promise.
/// Not for secrets.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number below <paramref name="bound"/>, each as likely: the excess at the end of the range is drawn again.</summary>
    public int Below(int bound)
    {
        var size = (ulong)bound;
        var excess = (0UL - size) % size; // 2^64 mod size
        ulong drawn;
        do drawn = Next();
        while (drawn < excess);
        return (int)(drawn % size);
    }

    /// <summary>Fisher and Yates' shuffle, from the last place down (Durstenfeld 1964).</summary>
    public void Shuffle(Span<int> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var pick = Below(last + 1);
            (items[last], items[pick]) = (items[pick], items[last]);
        }
    }
}
