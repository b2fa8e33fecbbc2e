namespace QuizOrleans.Rules.Matchmaking;

/// <summary>A player's strength in one category, as Glicko-2 has it, on the scale of Glicko and Elo.</summary>
/// <param name="Value">Strength; an unknown player has 1500.</param>
/// <param name="Deviation">How uncertain that is: with 95 % certainty the true strength lies within two deviations.</param>
/// <param name="Volatility">How erratic the results are.</param>
/// <param name="Games">Rated duels so far.</param>
/// <param name="At">When the last of them ended: uncertainty grows from there.</param>
public sealed record Rating(double Value, double Deviation, double Volatility, int Games, DateTimeOffset At)
{
    /// <summary>Nobody knows anything.</summary>
    public static readonly Rating Unknown = new(1500, MaxDeviation, 0.06, 0, default);

    public const double MaxDeviation = 350;

    /// <summary>Whoever plays all the time becomes no more certain than this, or a rating would stop moving.</summary>
    public const double MinDeviation = 45;

    /// <summary>A rating less certain than this is provisional: shown with a question mark and not on the ladder.</summary>
    public const double ProvisionalAbove = 110;

    public bool IsProvisional => Deviation > ProvisionalAbove;
}
