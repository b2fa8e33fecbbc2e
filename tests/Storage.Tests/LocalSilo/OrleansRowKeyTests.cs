using System.Text;
using QuizOrleans.Storage.LocalSilo;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.LocalSilo;

public sealed class OrleansRowKeyTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_hash_is_the_published_one(string text, uint hash) => StableHash.Xxh32(Encoding.UTF8.GetBytes(text)).ShouldBe(hash);

    /// <summary>What Orleans wrote; the Orleans lane's tests print and check the same rows (tests/Storage.Tests/Orleans).</summary>
    [Theory]
    [MemberData(nameof(KnownRows.All), MemberType = typeof(KnownRows))]
    public void A_row_has_the_key_that_Orleans_gives_it(KnownRow row)
    {
        var key = OrleansRowKey.Of(KnownRows.StateName, GrainId.Create(KnownRows.GrainType, row.Key));
        new KnownRow(row.Key, key.IdHash, key.N0, key.N1, key.Extension, key.TypeHash).ShouldBe(row);
    }

    [Fact]
    public void A_reminder_has_the_place_that_Orleans_gives_it() =>
        OrleansRowKey.RingHash(GrainId.Create(KnownRows.GrainType, "main/ada")).ShouldBe(KnownRows.RingHashOfAda);
}
