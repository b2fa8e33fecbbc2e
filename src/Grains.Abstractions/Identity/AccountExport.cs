using System.Collections.Immutable;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Identity;

/// <summary>All that is kept of an account's owner, for him. Lists are newest first, at most 10,000 lines each.</summary>
/// <param name="Questions">Of his own space of the bank.</param>
/// <param name="Activity">What the audit has of him: sign-ins, changes.</param>
[GenerateSerializer, Immutable, Alias("quiz.AccountExport")]
public sealed record AccountExport(
    [property: Id(0)] AccountView Account,
    [property: Id(1)] ImmutableArray<SignInView> SignIns,
    [property: Id(2)] ImmutableArray<CategoryRating> Ratings,
    [property: Id(3)] ImmutableArray<GameSummary> Games,
    [property: Id(4)] ImmutableArray<MatchView> Matches,
    [property: Id(5)] ImmutableArray<QuizDocument> Quizzes,
    [property: Id(6)] ImmutableArray<AuditEntry> Activity,
    [property: Id(7)] ImmutableArray<string> BlockedPlayers,
    [property: Id(8)] ImmutableArray<BankEntry> Questions);

/// <summary>One sign-in that goes on.</summary>
[GenerateSerializer, Immutable, Alias("quiz.SignInView")]
public sealed record SignInView(
    [property: Id(0)] DateTimeOffset OpenedAt, [property: Id(1)] DateTimeOffset RenewedAt, [property: Id(2)] DateTimeOffset EndsAt);
