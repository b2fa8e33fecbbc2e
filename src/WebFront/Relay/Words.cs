using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>An update as an audience's messages on the wire.</summary>
public abstract class Words
{
    /// <summary>Whether every listener gets the same.</summary>
    public virtual bool IsForAll => false;

    /// <summary>What this listener gets; may be nothing.</summary>
    /// <param name="memberId">Null for who has no seat.</param>
    public abstract ReadOnlyMemory<byte> For(string? memberId);
}

/// <summary>The same for all.</summary>
internal sealed class SharedWords(ReadOnlyMemory<byte> words) : Words
{
    public override bool IsForAll => true;

    public override ReadOnlyMemory<byte> For(string? memberId) => words;
}

/// <summary>Something for some of the members.</summary>
internal sealed class OwnWords(Func<string?, ReadOnlyMemory<byte>> of) : Words
{
    public override ReadOnlyMemory<byte> For(string? memberId) => of(memberId);
}

/// <summary>A reveal: what all share, and each player's own result.</summary>
internal sealed class ResultWords(Lines lines, QuestionClosedMessage.Shared shared, IEnumerable<PlayerResult> results) : Words
{
    private readonly Dictionary<string, PlayerResult> _results = results.ToDictionary(r => r.PlayerId);

    public QuestionClosedMessage MessageFor(string? memberId) => new(shared, memberId is null ? null : _results.GetValueOrDefault(memberId));

    public override ReadOnlyMemory<byte> For(string? memberId) => lines.Words(nameof(IPlayClient.QuestionClosed), MessageFor(memberId));
}
