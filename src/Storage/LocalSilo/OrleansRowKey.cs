using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>
/// The columns by which Orleans' ADO.NET grain storage finds a row: a key of letters in <paramref name="Extension"/>, one that reads as a
/// Guid or as a hexadecimal number in the two words, with what follows its '+' in the extension.
/// </summary>
/// <param name="Type">The state's name; it, not the grain's class, is what Orleans passes as the type.</param>
internal readonly record struct OrleansRowKey(int IdHash, long N0, long N1, string? Extension, int TypeHash, string Type)
{
    private const int GuidLength = 32;

    public static OrleansRowKey Of(string stateName, GrainId grain)
    {
        var (n0, n1, extension, fixedPart) = Split(grain.Key.ToString());

        // The provider hashes the bytes from last to first.
        byte[] bytes = [.. fixedPart, .. Encoding.UTF8.GetBytes(extension ?? "")];
        bytes.AsSpan().Reverse();
        return new OrleansRowKey(
            unchecked((int)StableHash.Of(bytes)), n0, n1, extension, unchecked((int)StableHash.Of(Encoding.UTF8.GetBytes(stateName))), stateName);
    }

    /// <summary>The place of a grain on the ring, kept with its reminders.</summary>
    public static int RingHash(GrainId grain) => unchecked((int)(
        (StableHash.Of(Encoding.UTF8.GetBytes(grain.Type.ToString())) * 31) + StableHash.Of(Encoding.UTF8.GetBytes(grain.Key.ToString()))));

    public void AddTo(NpgsqlCommand command, string serviceId)
    {
        command.Parameters.Add(new NpgsqlParameter<int>("GrainIdHash", IdHash));
        command.Parameters.Add(new NpgsqlParameter<long>("GrainIdN0", N0));
        command.Parameters.Add(new NpgsqlParameter<long>("GrainIdN1", N1));
        command.Parameters.Add(new NpgsqlParameter<int>("GrainTypeHash", TypeHash));
        command.Parameters.Add(new NpgsqlParameter<string>("GrainTypeString", Type));
        command.Parameters.Add(new NpgsqlParameter<string?>("GrainIdExtensionString", Extension));
        command.Parameters.Add(new NpgsqlParameter<string>("ServiceId", serviceId));
    }

    private static (long N0, long N1, string? Extension, byte[] FixedPart) Split(string key)
    {
        var plus = key.Length > GuidLength && key[GuidLength] == '+' ? GuidLength : -1;
        if ((plus > 0 || key.Length == GuidLength) && Guid.TryParseExact(key[..GuidLength], "N", out var guid))
        {
            var bytes = guid.ToByteArray();
            return (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)), plus > 0 ? key[(plus + 1)..] : null, bytes);
        }

        plus = key.IndexOf('+', StringComparison.Ordinal);
        var number = plus < 0 ? key : key[..plus];
        if (number.Length is > 0 and <= 16 && long.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
            return (0, word, plus < 0 ? null : key[(plus + 1)..], BitConverter.GetBytes(word));

        return (0, 0, key, []);
    }
}
