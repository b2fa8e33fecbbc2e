using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Generation;

/// <summary>What of a topic can be looked for.</summary>
internal static class TopicWords
{
    /// <summary>Shorter ones say little by themselves, and more would only take time.</summary>
    private const int ShortestWord = 4;
    private const int MostWords = 5;

    /// <summary>The topic, then the subject; those that are given.</summary>
    public static string[] Names(Topic topic) => [.. new[] { topic.Text, topic.Subject }.Where(t => t.Length > 0)];

    /// <summary>The language as asked for, and without its region or script.</summary>
    public static string[] Languages(Topic topic) => [.. new[] { topic.Language, topic.Language.Split('-')[0] }.Distinct(StringComparer.Ordinal)];

    public static string[] Of(string text) => TypedAnswers.Normalise(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words of a topic that say something each by itself: what they lead to is near the topic, and may be beside it.</summary>
    public static IEnumerable<string> Single(Topic topic) => Names(topic).SelectMany(Of).Distinct().Where(w => w.Length >= ShortestWord).Take(MostWords);

    /// <summary>Whether a category is what a name means: it has all of its words.</summary>
    public static bool IsNamed(string category, string name) => Of(name) is { Length: > 0 } words && words.All(Of(category).Contains);
}
