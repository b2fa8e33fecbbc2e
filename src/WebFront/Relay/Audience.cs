namespace QuizOrleans.WebFront.Relay;

/// <summary>Who listens on a connection.</summary>
public enum Audience
{
    /// <summary>Players: get their own results.</summary>
    Players = 0,

    /// <summary>The host and big screens: get everybody's names, whatever the room's size.</summary>
    Stage = 1,
}
