using System.Collections.Immutable;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// The questions that duels draw from: those of the bank (built in and the tenant's) that are ready and answered with one tap; a sample of each
/// category that is played, kept for a while. Stateless; key:
/// <see cref="TenantKey"/> of the tenant and "pool".
/// </summary>
[Alias("quiz.IQuestionPoolGrain")]
public interface IQuestionPoolGrain : IGrainWithStringKey
{
    [Alias("Categories")]
    Task<ImmutableArray<CategoryView>> Categories(CancellationToken cancellationToken);

    /// <summary>So many questions of a category (or of all: <see cref="QueueKey.General"/>), none twice; fewer when there are no more, none when there is no such category.</summary>
    [Alias("Draw")]
    Task<ImmutableArray<QuestionDraft>> Draw(string category, string language, int count, ulong seed, CancellationToken cancellationToken);
}

/// <summary>The ladders. Stateless; key: <see cref="TenantKey"/> of the tenant and "ladder".</summary>
[Alias("quiz.ILadderGrain")]
public interface ILadderGrain : IGrainWithStringKey
{
    [Alias("Ladder"), ReadOnly]
    Task<LadderView> Ladder(string category, string readerId, int limit, CancellationToken cancellationToken);

    /// <summary>A stored match; refusals: not_found.</summary>
    [Alias("Match"), ReadOnly]
    Task<Outcome<MatchView>> Match(string matchId, CancellationToken cancellationToken);
}

/// <summary>Looks after duels that nobody calls: after a crash with all players gone, their end comes through this. Key: "keeper/matches".</summary>
[Alias("quiz.IMatchKeeperGrain")]
public interface IMatchKeeperGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that it wakes every minute.</summary>
    [Alias("Start")]
    Task Start();
}
