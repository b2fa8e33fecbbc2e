namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>A grain's key and the columns under which Orleans 10.4's ADO.NET provider stores it.</summary>
public sealed record KnownRow(string Key, int IdHash, long N0, long N1, string? Extension, int TypeHash);

/// <summary>Rows as Orleans wrote them. The Orleans lane checks them against Orleans, the LocalSilo lane against our own keys.</summary>
public static class KnownRows
{
    public const string StateName = "note";

    public const string GrainType = "storedgrain";

    public const int RingHashOfAda = 0;

    public static TheoryData<KnownRow> All { get; } = new(
        new KnownRow("main/ada", 0, 0, 0, "main/ada", 0));
}
