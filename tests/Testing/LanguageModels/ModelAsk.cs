using System.Text.Json;

namespace QuizOrleans.Testing.LanguageModels;

public enum ModelWire
{
    Gemini = 0,
    OpenAi = 1,
}

/// <summary>A well-formed request as the server understood it.</summary>
/// <param name="Key">As it was sent; empty when none was.</param>
/// <param name="Instruction">The system's text.</param>
/// <param name="Data">The user's text.</param>
/// <param name="Schema">The JSON schema asked for, if one was.</param>
/// <param name="MaxTokens">0 when no limit was sent.</param>
public sealed record ModelAsk(
    ModelWire Wire, string Key, string Model, string Instruction, string Data, JsonElement? Schema, int MaxTokens, DateTimeOffset At);

/// <summary>A request and what it was answered with.</summary>
/// <param name="Status">The HTTP status; 0 when it never got one.</param>
public sealed record ModelCall(ModelAsk Ask, int Status)
{
    public string Key => Ask.Key;

    public string Model => Ask.Model;

    public DateTimeOffset At => Ask.At;
}
