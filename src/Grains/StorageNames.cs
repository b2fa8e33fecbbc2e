namespace QuizOrleans.Grains;

/// <summary>Names of grain storage providers.</summary>
public static class StorageNames
{
    public const string Grains = "grains";
}
