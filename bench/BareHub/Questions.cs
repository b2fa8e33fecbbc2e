namespace QuizOrleans.BareHub;

/// <summary>A question whose QuestionOpened is about 350 bytes of JSON.</summary>
internal static class Questions
{
    public const int Time = 30_000;

    public const string Explanation = "The mean radius of Jupiter is about eleven times the Earth's.";

    public static readonly Answer Correct = new([1]);

    private static readonly Choice[] Choices = [new(0, "Saturn"), new(1, "Jupiter"), new(2, "Neptune"), new(3, "Uranus")];

    public static QuestionOpened Opened(string pin, long version, int index, int of) => new(
        pin, version, version - 1, index, of, "single", $"Question {index + 1}: which planet of the Solar System has the greatest mean radius?",
        Choices, 1000, Time, Time, "", "Science");
}
