using System.Collections.Immutable;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Bank;

/// <summary>
/// A tenant's questions. Stateless; key: <see cref="TenantKey"/> of the tenant and "bank". Refusals of all: storage_unavailable.
/// </summary>
[Alias("quiz.IQuestionBankGrain")]
public interface IQuestionBankGrain : IGrainWithStringKey
{
    /// <summary>Newest first. Refusals: invalid_argument.</summary>
    /// <param name="after">A page's <see cref="BankPage.Next"/>, or null for the first.</param>
    /// <param name="limit">1–100.</param>
    [Alias("List"), ReadOnly]
    Task<Outcome<BankPage>> List(BankCaller caller, BankFilter filter, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>What there is to filter by; up to half a minute old.</summary>
    [Alias("Facets"), ReadOnly]
    Task<Outcome<BankFacets>> Facets(BankCaller caller, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found, which a space that is not the caller's gives too.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<BankEntry>> Read(BankCaller caller, string questionId, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found.</summary>
    [Alias("History"), ReadOnly]
    Task<Outcome<BankHistory>> History(BankCaller caller, string questionId, CancellationToken cancellationToken);

    /// <summary>Stores what is sound and new, and says by row what is not. Refusals: forbidden (not his space), invalid_argument, too_many.</summary>
    [Alias("Add")]
    Task<Outcome<BankAdded>> Add(AddQuestions command, CancellationToken cancellationToken);

    /// <summary>
    /// Of the built-in questions only the status can be changed, and by an editor. Refusals: not_found, forbidden, version_conflict.
    /// </summary>
    [Alias("Save")]
    Task<Outcome<BankSaved>> Save(SaveQuestion command, CancellationToken cancellationToken);

    /// <summary>Each by itself: one that is refused holds up no other. Refusals: invalid_argument, too_many.</summary>
    [Alias("Change")]
    Task<Outcome<BankChanged>> Change(ChangeQuestions command, CancellationToken cancellationToken);

    /// <summary>
    /// Questions that are ready, rule by rule, none twice. Refusals: invalid_argument, too_few_questions (the sentence says how many fit).
    /// </summary>
    [Alias("Draw"), ReadOnly]
    Task<Outcome<DrawnQuestions>> Draw(DrawQuestions command, CancellationToken cancellationToken);

    /// <summary>How a question is played. Refusals: not_found.</summary>
    [Alias("Statistics"), ReadOnly]
    Task<Outcome<QuestionStatistics>> Statistics(BankCaller caller, string questionId, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable, Alias("quiz.DrawnQuestions")]
public sealed record DrawnQuestions([property: Id(0)] ImmutableArray<QuestionDraft> Questions);

/// <summary>What finished games say of a question as it is now.</summary>
/// <param name="Shown">Players who had the chance to answer.</param>
/// <param name="ShareRight">Right answers by answers; null for a poll, and before the first answer.</param>
/// <param name="MedianMs">Of the answer times.</param>
/// <param name="Discrimination">Point-biserial, −1 to 1: whether those who do well in the rest of their game get it right more often.</param>
/// <param name="Choices">How often each was picked, as written (true before false); empty for kinds without choices.</param>
/// <param name="UnusedChoices">Wrong choices that nobody picks, by place.</param>
/// <param name="Flags">"distractor_unused", "best_players_miss".</param>
[GenerateSerializer, Immutable, Alias("quiz.QuestionStatistics")]
public sealed record QuestionStatistics(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] int Games,
    [property: Id(2)] int Shown,
    [property: Id(3)] int Answered,
    [property: Id(4)] int Right,
    [property: Id(5)] double? ShareRight,
    [property: Id(6)] int? MedianMs,
    [property: Id(7)] double? Discrimination,
    [property: Id(8)] ImmutableArray<int> Choices,
    [property: Id(9)] ImmutableArray<int> UnusedChoices,
    [property: Id(10)] ImmutableArray<string> Flags);
