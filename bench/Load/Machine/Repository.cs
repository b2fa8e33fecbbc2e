namespace QuizOrleans.Load.Machine;

/// <summary>Where things lie: the repository's root, and the other projects' outputs beside this one's.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Peers { get; } = Path.Combine(Root, "bench", "peers");

    public static string Logs { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench")).FullName;

    /// <summary>…/bin/Load/release/ → …/bin/{project}/release/QuizOrleans.{project}.dll: the same engine and configuration as ours.</summary>
    public static string Assembly(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"QuizOrleans.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} first: {path} is missing.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "QuizOrleans.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("Not inside the QuizOrleans repository.");
    }
}
