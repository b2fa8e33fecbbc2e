namespace QuizOrleans.Grains.Quizzes;

/// <summary>Section "Content".</summary>
public sealed class ContentOptions
{
    /// <summary>Where the packs lie, one a JSON file. Default: the folder <c>content</c> beside the program.</summary>
    public string? Directory { get; set; }

    /// <summary>Whether every tenant has them; the default tenant has in any case. Default true.</summary>
    public bool EveryTenant { get; set; } = true;
}
