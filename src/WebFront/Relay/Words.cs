using System.Buffers;
using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>An update as an audience's messages on the wire.</summary>
public abstract class Words
{
    /// <summary>Whether every listener gets the same.</summary>
    public virtual bool IsForAll => false;

    /// <summary>Whether it says this listener anything.</summary>
    /// <param name="memberId">Null for who has no seat.</param>
    public virtual bool IsFor(string? memberId) => true;

    /// <summary>Writes what this listener gets; may be nothing.</summary>
    public abstract void Write(IBufferWriter<byte> output, string? memberId);
}

/// <summary>What one listener is told at one time, in one write.</summary>
internal sealed class WordsMessage(Words[] words, string? memberId) : WrittenMessage
{
    public static bool IsForAll(Words[] words)
    {
        foreach (var one in words)
        {
            if (!one.IsForAll) return false;
        }

        return true;
    }

    /// <summary>Null when nothing of it is for him.</summary>
    public static WordsMessage? For(string? memberId, Words[] words)
    {
        foreach (var one in words)
        {
            if (one.IsFor(memberId)) return new WordsMessage(words, memberId);
        }

        return null;
    }

    public override void Write(IBufferWriter<byte> output)
    {
        foreach (var one in words) one.Write(output, memberId);
    }
}

/// <summary>The same for all.</summary>
internal sealed class SharedWords(ReadOnlyMemory<byte> words) : Words
{
    public override bool IsForAll => true;

    public override void Write(IBufferWriter<byte> output, string? memberId) => output.Write(words.Span);
}

/// <summary>Something for some of the members.</summary>
internal sealed class OwnWords(Func<string?, ReadOnlyMemory<byte>> of) : Words
{
    public override bool IsFor(string? memberId) => !of(memberId).IsEmpty;

    public override void Write(IBufferWriter<byte> output, string? memberId) => output.Write(of(memberId).Span);
}

/// <summary>The same for all but one. Of two players one hears it, so it is written where it goes.</summary>
internal sealed class OthersWords(Lines lines, string butMemberId, string name, object message) : Words
{
    public override bool IsFor(string? memberId) => memberId != butMemberId;

    public override void Write(IBufferWriter<byte> output, string? memberId)
    {
        if (IsFor(memberId)) lines.Write(name, message, output);
    }
}

/// <summary>A reveal: what all share, and each player's own result, written where it goes, without a copy in between.</summary>
internal sealed class ResultWords(Lines lines, QuestionClosedMessage.Shared shared, ImmutableArray<PlayerResult> results) : Words
{
    private const int Few = 8;

    private readonly Dictionary<string, PlayerResult>? _results = results.Length > Few ? results.ToDictionary(r => r.PlayerId) : null;

    public override void Write(IBufferWriter<byte> output, string? memberId) =>
        lines.Write(nameof(IPlayClient.QuestionClosed), new QuestionClosedMessage(shared, memberId is null ? null : ResultOf(memberId)), output);

    private PlayerResult? ResultOf(string memberId)
    {
        if (_results is not null) return _results.GetValueOrDefault(memberId);
        foreach (var result in results)
        {
            if (result.PlayerId == memberId) return result;
        }

        return null;
    }
}
