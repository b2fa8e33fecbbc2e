using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Silo;

/// <summary>The variables by which pair quizzes have always been set up: whole seconds, and a number of questions.</summary>
internal static class DuelVariables
{
    /// <exception cref="OptionsValidationException">A value is no whole number; its range is checked with the other options.</exception>
    public static void Apply(DuelOptions duels, IConfiguration configuration)
    {
        if (Number(configuration, "PAIR_QUIZ_TIMEOUT") is { } match) duels.MatchTime = TimeSpan.FromSeconds(match);
        if (Number(configuration, "PAIR_QUIZ_QUESTION_TIME") is { } question) duels.QuestionTime = TimeSpan.FromSeconds(question);
        if (Number(configuration, "PAIR_QUIZ_MAX_QUESTIONS") is { } questions) duels.Questions = questions;
    }

    private static int? Number(IConfiguration configuration, string variable) => configuration[variable] switch
    {
        null or "" => null,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new OptionsValidationException(variable, typeof(DuelOptions), [$"{variable} must be a whole number, not '{text}'."]),
    };
}
