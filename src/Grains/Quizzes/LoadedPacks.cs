using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>The packs that this silo read at its start: what tenants get, and what there is to play when nothing else answers.</summary>
public sealed class LoadedPacks
{
    /// <summary>The sound ones.</summary>
    public ImmutableArray<ContentPack> Packs { get; private set; } = [];

    /// <summary>Of all that is stored of them; changes when any of it does.</summary>
    public string Digest { get; private set; } = "";

    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>With their ids in the bank.</summary>
    internal ImmutableArray<StandIn> Questions { get; private set; } = [];

    /// <summary>In place of those it had.</summary>
    public void Keep(IEnumerable<ContentPack> packs, DateTimeOffset readAt = default)
    {
        Packs = [.. packs];
        Questions = [.. Packs.SelectMany(BuiltInQuestions.Of).DistinctBy(q => q.Id).Select(q => new StandIn(q.Id, BankMapping.ToDraft(q.Question)))];
        var stored = new { Quizzes = Packs.Select(p => new { p.QuizId, Quiz = QuizMapping.ToDraft(p.Quiz!) }), Questions };
        Digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(stored)));
        ReadAt = readAt;
    }
}
