using System.Collections.Immutable;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Grains.Tests.Generation;

/// <summary>A provider whose configuration a test may change between restarts. Nobody calls it.</summary>
internal sealed class PooledWriter(params WriterKey[] keys) : IQuestionWriter
{
    public string Provider => "models";

    public ImmutableArray<string> Models { get; set; } = ["best", "next"];

    public ImmutableArray<WriterKey> Keys { get; set; } = [.. keys];

    public TimeZoneInfo QuotaDays { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public Task<WriterReply> Ask(WriterCall call, CancellationToken cancellationToken) => throw new NotSupportedException();
}
