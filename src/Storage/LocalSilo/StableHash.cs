using System.Buffers.Binary;
using System.Numerics;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>
/// The hash by which Orleans keys rows: XXH32 with seed 0, after its public specification (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
/// The package that has it (System.IO.Hashing) is not in every feed.
/// </summary>
internal static class StableHash
{
    private const uint Prime1 = 0x9E3779B1;
    private const uint Prime2 = 0x85EBCA77;
    private const uint Prime3 = 0xC2B2AE3D;
    private const uint Prime4 = 0x27D4EB2F;
    private const uint Prime5 = 0x165667B1;

    /// <summary>Orleans writes the hash down most significant byte first and reads that as the machine's number: the bytes are the other way round.</summary>
    public static uint Of(ReadOnlySpan<byte> data) => BinaryPrimitives.ReverseEndianness(Xxh32(data));

    public static uint Xxh32(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var rest = data;
            var hash = Prime5;
            if (data.Length >= 16)
            {
                uint a = Prime1 + Prime2, b = Prime2, c = 0, d = 0 - Prime1;
                for (; rest.Length >= 16; rest = rest[16..])
                {
                    a = Round(a, rest);
                    b = Round(b, rest[4..]);
                    c = Round(c, rest[8..]);
                    d = Round(d, rest[12..]);
                }

                hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            }

            hash += (uint)data.Length;
            for (; rest.Length >= 4; rest = rest[4..]) hash = BitOperations.RotateLeft(hash + (Word(rest) * Prime3), 17) * Prime4;
            foreach (var one in rest) hash = BitOperations.RotateLeft(hash + (one * Prime5), 11) * Prime1;

            hash = (hash ^ (hash >> 15)) * Prime2;
            hash = (hash ^ (hash >> 13)) * Prime3;
            return hash ^ (hash >> 16);
        }
    }

    private static uint Round(uint lane, ReadOnlySpan<byte> data) => unchecked(BitOperations.RotateLeft(lane + (Word(data) * Prime2), 13) * Prime1);

    private static uint Word(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32LittleEndian(data);
}
