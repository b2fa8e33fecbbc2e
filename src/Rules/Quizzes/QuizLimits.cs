namespace QuizOrleans.Rules.Quizzes;

/// <summary>Every limit of an authored quiz and of an answer to it, by name. Lengths are in visible characters (<see cref="VisibleText"/>).</summary>
public static class QuizLimits
{
    public const int MaxTitle = 120;
    public const int MaxDescription = 1000;
    public const int MaxLanguage = 35;
    public const int MaxCategory = 60;

    public const int MinQuestions = 1;
    public const int MaxQuestions = 100;

    public const int MaxQuestionText = 500;
    public const int MaxExplanation = 1000;
    public const int MaxTags = 10;
    public const int MaxTag = 30;

    public const int MinChoices = 2;
    public const int MaxChoices = 8;
    public const int MaxChoice = 120;

    public const int MinAccepted = 1;
    public const int MaxAccepted = 20;
    public const int MaxAcceptedText = 100;

    public const int MinItems = 2;
    public const int MaxItems = 8;

    public const int MaxUnit = 20;

    /// <summary>The shortest and longest time to answer, in seconds.</summary>
    public const int MinSeconds = 5;
    public const int MaxSeconds = 300;

    /// <summary>The longest typed answer of a player.</summary>
    public const int MaxAnswerText = 200;

    /// <summary>What a right answer may be worth: nothing, one or double.</summary>
    public static bool IsPoints(int points) => points is 0 or 1000 or 2000;
}
