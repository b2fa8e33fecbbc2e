namespace QuizOrleans.Storage.Journal;

/// <summary>
/// Streams of which an append failed, until everything that was queued before the failure was answered has passed. A follower that was
/// sent in the belief that its predecessor would succeed must fail with it, or the stream would have a gap.
/// </summary>
internal sealed class BrokenStreams
{
    private readonly Dictionary<string, (long Version, long UpToPlace, Exception Cause)> _streams = new(StringComparer.Ordinal);
    private long _upToPlace;

    public void Add(PendingAppend failed, long lastPlace, Exception cause)
    {
        _upToPlace = Math.Max(_upToPlace, lastPlace);

        // The lowest failed version decides; a follower's own failure says nothing new.
        if (!_streams.TryGetValue(failed.Stream, out var known) || failed.FirstVersion <= known.Version || known.UpToPlace < failed.Place)
            _streams[failed.Stream] = (failed.FirstVersion, lastPlace, cause);
    }

    /// <summary>Why the append cannot be written, or null.</summary>
    public Exception? CauseFor(PendingAppend append)
    {
        if (_streams.Count == 0) return null;
        if (append.Place > _upToPlace)
        {
            _streams.Clear();
            return null;
        }

        return _streams.TryGetValue(append.Stream, out var broken) && append.Place <= broken.UpToPlace && append.FirstVersion > broken.Version
            ? broken.Cause
            : null;
    }
}
