namespace QuizOrleans.Rules;

/// <summary>
/// A rule said no. A value, never an exception; nothing changed. Codes are stable and listed in docs/protocol.md.
/// </summary>
/// <param name="Code">Stable snake_case code that clients branch on.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record Rejection(string Code, string Message);
