using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Generation;

/// <summary>Between a topic as written (<see cref="TopicView"/>) and as the rules know it (<see cref="Topic"/>).</summary>
public static class Topics
{
    /// <summary>The topic; or the sentence that names what is wrong with it. One from JSON may hold null where C# says it cannot.</summary>
    public static (Topic? Topic, string? Fault) Read(TopicView? view)
    {
        if (view is null) return (null, "There is no topic.");
        var topic = new Topic
        {
            ExamType = (view.ExamType ?? "").Trim(),
            Subject = (view.Subject ?? "").Trim(),
            Text = (view.Topic ?? "").Trim(),
            Difficulty = DifficultyOf(view.Difficulty),
            Kind = view.Kind ?? "",
            Language = view.Language ?? "",
            Count = view.Count,
        };
        return topic.Faults() is [var fault, ..] ? (null, fault.Message) : (topic, null);
    }

    public static TopicView View(Topic topic) => new()
    {
        ExamType = topic.ExamType,
        Subject = topic.Subject,
        Topic = topic.Text,
        Difficulty = topic.Difficulty == Difficulty.Unset ? "" : topic.Difficulty.ToString().ToLowerInvariant(),
        Kind = topic.Kind,
        Language = topic.Language,
        Count = topic.Count,
    };

    // An unknown one becomes a value that the rules refuse.
    private static Difficulty DifficultyOf(string? text) => text switch
    {
        null or "" => Difficulty.Unset,
        "easy" => Difficulty.Easy,
        "medium" => Difficulty.Medium,
        "hard" => Difficulty.Hard,
        _ => (Difficulty)(-1),
    };
}
