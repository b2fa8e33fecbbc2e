namespace QuizOrleans.Storage.Tests.Fixtures;

/// <summary>A grain's key and the columns under which Orleans 10.4's ADO.NET provider stores it.</summary>
public sealed record KnownRow(string Key, int IdHash, long N0, long N1, string? Extension, int TypeHash);

/// <summary>Rows as Orleans wrote them. The Orleans lane checks them against Orleans, the LocalSilo lane against our own keys.</summary>
public static class KnownRows
{
    public const string StateName = "note";

    public const string GrainType = "storedgrain";

    public const int RingHashOfAda = -589727645;

    public static TheoryData<KnownRow> All { get; } = new(
        new KnownRow("main/ada", 753184134, 0, 0, "main/ada", 2089316603),
        new KnownRow("main/room-0123456789-0123456789-abcdefghijk", -1157369329, 0, 0, "main/room-0123456789-0123456789-abcdefghijk", 2089316603),
        new KnownRow("2A+x", -468162836, 0, 42, "x", 2089316603),
        new KnownRow("FFFFFFFFFFFFFFFF", -641301823, 0, -1, null, 2089316603),
        new KnownRow("0102030405060708090a0b0c0d0e0f10", 381811834, 506660481424032516, 1157159078456920585, null, 2089316603),
        new KnownRow("0102030405060708090a0b0c0d0e0f10+x", -88290827, 506660481424032516, 1157159078456920585, "x", 2089316603));
}
