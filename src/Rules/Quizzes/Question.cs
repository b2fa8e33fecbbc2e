using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>How hard its author thinks a question is.</summary>
public enum Difficulty
{
    Unset = 0,
    Easy = 1,
    Medium = 2,
    Hard = 3,
}

/// <summary>
/// One authored question. The kinds form a closed set; <see cref="QuestionFaults"/> says whether one is fit to be played and
/// <see cref="Judge"/> whether an answer to it is right.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SingleChoice), "single")]
[JsonDerivedType(typeof(MultipleChoice), "multiple")]
[JsonDerivedType(typeof(TrueFalse), "trueFalse")]
[JsonDerivedType(typeof(Typed), "typed")]
[JsonDerivedType(typeof(Numeric), "number")]
[JsonDerivedType(typeof(Order), "order")]
[JsonDerivedType(typeof(Poll), "poll")]
[JsonDerivedType(typeof(Slide), "slide")]
public abstract record Question
{
    public required string Text { get; init; }

    /// <summary>Shown at the reveal; empty when the author gave none.</summary>
    public string Explanation { get; init; } = "";

    public string Category { get; init; } = "";

    public Difficulty Difficulty { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Time to answer in seconds (5–300); null takes the room's.</summary>
    public int? Seconds { get; init; }

    /// <summary>What a right answer is worth before speed: 0, 1000 or 2000.</summary>
    public int Points { get; init; } = 1000;

    /// <summary>Whether an answer can earn points: false for polls and slides.</summary>
    [JsonIgnore]
    public virtual bool IsScored => true;

    /// <summary>Whether players give an answer at all: false for slides.</summary>
    [JsonIgnore]
    public virtual bool TakesAnswers => true;
}

/// <summary>One of a question's choices, as its author wrote it.</summary>
public sealed record Choice(string Text, bool Correct = false);

/// <summary>Exactly one choice is right.</summary>
public sealed record SingleChoice : Question
{
    public required ImmutableArray<Choice> Choices { get; init; }
}

/// <summary>One or more choices are right; in parts if the room gives partial credit.</summary>
public sealed record MultipleChoice : Question
{
    public required ImmutableArray<Choice> Choices { get; init; }
}

/// <summary>A statement; shown as two choices, true (id 0) then false (id 1), never shuffled.</summary>
public sealed record TrueFalse : Question
{
    public required bool Answer { get; init; }
}

/// <summary>A typed answer, compared after normalisation with an edit distance allowed by length.</summary>
public sealed record Typed : Question
{
    /// <summary>All answers that count; the first is the one shown at the reveal.</summary>
    public required ImmutableArray<string> Accepted { get; init; }

    /// <summary>Whether near misses count; false compares the normalised texts exactly.</summary>
    public bool AllowTypos { get; init; } = true;
}

/// <summary>How a number is judged.</summary>
public enum NumberRule
{
    /// <summary>Right when the distance to the answer is at most <see cref="Numeric.Within"/>.</summary>
    Within = 0,

    /// <summary>Of all answers to the question the nearest is right, and every one that is just as near; known only at the close.</summary>
    Nearest = 1,
}

/// <summary>A number to know or to estimate.</summary>
public sealed record Numeric : Question
{
    public required double Number { get; init; }

    /// <summary>Absolute tolerance for <see cref="NumberRule.Within"/>, 0 for an exact count.</summary>
    public double Within { get; init; }

    public NumberRule Rule { get; init; }

    /// <summary>Shown behind the input, such as "km"; may be empty.</summary>
    public string Unit { get; init; } = "";
}

/// <summary>Items to put in order; written in the right one, shown in another.</summary>
public sealed record Order : Question
{
    public required ImmutableArray<string> Items { get; init; }
}

/// <summary>An opinion: every choice is as good, nothing is scored.</summary>
public sealed record Poll : Question
{
    public required ImmutableArray<string> Choices { get; init; }

    public override bool IsScored => false;
}

/// <summary>Text to read between questions; takes no answers.</summary>
public sealed record Slide : Question
{
    public override bool IsScored => false;

    public override bool TakesAnswers => false;
}
