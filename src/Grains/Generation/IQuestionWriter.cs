using System.Collections.Immutable;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>A provider of language models, reached over its own wire. Knows the keys; nobody else does.</summary>
public interface IQuestionWriter
{
    /// <summary>Its name in the configuration, such as "gemini": 1–64 of A-Z a-z 0-9 _ -.</summary>
    string Provider { get; }

    /// <summary>In the order they are preferred; at least one.</summary>
    ImmutableArray<string> Models { get; }

    /// <summary>The keys by name and fingerprint, in the order of the configuration. A provider that needs none has one entry all the same.</summary>
    ImmutableArray<WriterKey> Keys { get; }

    /// <summary>Where a day of its quotas ends at midnight.</summary>
    TimeZoneInfo QuotaDays => TimeZoneInfo.Utc;

    /// <summary>One call. Faults are replies; only a cancelled call throws.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<WriterReply> Ask(WriterCall call, CancellationToken cancellationToken);
}

/// <summary>An entry of a key pool, without the key.</summary>
/// <param name="Entry">Its name, unique in the pool; stable while the key is the same.</param>
/// <param name="Fingerprint">Tells keys apart, and does not lead back to one.</param>
/// <param name="Project">Keys of one project share its quota.</param>
/// <param name="PerMinute">Calls a minute of the project and each model; null when only the provider knows.</param>
/// <param name="PerDay">Calls a day of the project and each model.</param>
public sealed record WriterKey(string Entry, string Fingerprint, string Project, int? PerMinute, int? PerDay);

/// <param name="Instruction">What the model is told to do; ours alone.</param>
/// <param name="Data">What it is to do it with, as JSON; may hold people's texts.</param>
/// <param name="Schema">The JSON schema of the answer.</param>
/// <param name="MaxTokens">Of the answer.</param>
public sealed record WriterCall(string Model, string KeyEntry, string Instruction, string Data, string Schema, int MaxTokens);

/// <summary>What came of a call. A closed set.</summary>
public abstract record WriterReply
{
    /// <param name="Json">As the model wrote it; not checked, and cut off when <paramref name="IsTruncated"/>.</param>
    public sealed record Written(string Json, bool IsTruncated, int PromptTokens, int AnswerTokens) : WriterReply;

    public sealed record Failed(CallFault Fault) : WriterReply;
}
