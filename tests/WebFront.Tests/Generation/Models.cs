using QuizOrleans.Testing.LanguageModels;

namespace QuizOrleans.WebFront.Tests.Generation;

/// <summary>A front's settings that make the contract server its provider.</summary>
internal static class Models
{
    public static IEnumerable<string> Gemini(LanguageModelServer server, params string[] keys) => Provider(0, "gemini", "gemini", server.Gemini, "gemini-test", keys);

    public static IEnumerable<string> OpenAi(LanguageModelServer server, params string[] keys) => Provider(0, "groq", "openai", server.OpenAi, "llama-test", keys);

    private static IEnumerable<string> Provider(int index, string name, string kind, Uri address, string model, string[] keys) =>
    [
        $"Generation:Providers:{index}:Name={name}", $"Generation:Providers:{index}:Kind={kind}", $"Generation:Providers:{index}:BaseAddress={address}",
        $"Generation:Providers:{index}:Models:0={model}", .. keys.Select((key, i) => $"Generation:Providers:{index}:Keys:{i}:Key={key}"),
    ];
}
