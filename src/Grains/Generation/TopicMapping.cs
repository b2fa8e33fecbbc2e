using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Generation;

/// <summary>Between a topic as asked for (<see cref="TopicView"/>) and as the rules know it (<see cref="Topic"/>).</summary>
public static class TopicMapping
{
    /// <summary>The topic, or the first reason why nothing can be written about it. What comes from JSON may hold null where C# says it cannot.</summary>
    public static (Topic? Topic, Refusal? Refusal) Read(TopicView? view)
    {
        if (view is null) return (null, new Refusal("invalid_argument", "Say a topic or a subject."));
        var topic = new Topic
        {
            ExamType = (view.ExamType ?? "").Trim(),
            Subject = (view.Subject ?? "").Trim(),
            Text = (view.Topic ?? "").Trim(),
            Difficulty = view.Difficulty switch { null or "" => Difficulty.Unset, "easy" => Difficulty.Easy, "medium" => Difficulty.Medium, "hard" => Difficulty.Hard, _ => (Difficulty)(-1) },
            Kind = view.Kind ?? "",
            Language = view.Language ?? "",
            Count = view.Count,
        };
        return topic.Faults() is [var fault, ..] ? (null, new Refusal("invalid_argument", fault.Message)) : (topic, null);
    }
}
