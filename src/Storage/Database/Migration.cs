using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace QuizOrleans.Storage.Database;

/// <summary>One file of the schema.</summary>
/// <param name="Name">"0001_journal": the number orders it, the name identifies it.</param>
internal sealed record Migration(string Name, string Text)
{
    private const string Folder = "Schema/";

    /// <summary>Over the text with line ends as in the repository, so that a checkout with others changes nothing.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>The files built into this assembly, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. from resource in Assembly.GetExecutingAssembly().GetManifestResourceNames()
           where resource.StartsWith(Folder, StringComparison.Ordinal)
           orderby resource
           select new Migration(Path.GetFileNameWithoutExtension(resource), Read(resource)),
    ];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
