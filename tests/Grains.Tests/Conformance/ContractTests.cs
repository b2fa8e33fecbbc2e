using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Every message between grains is immutable and has its name on the wire. The second half proves that the walker finds what is wrong.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Every_contract_of_the_product_is_immutable_and_named()
    {
        var walker = new ContractWalker();
        var contracts = typeof(IQuizRoomGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && (type.IsAssignableTo(typeof(IGrain)) || type.IsAssignableTo(typeof(IGrainObserver))))
            .ToArray();
        contracts.Length.ShouldBeGreaterThan(3);
        foreach (var contract in contracts)
            walker.Walk(contract);
        walker.Types.ShouldBeGreaterThan(10);
        walker.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void The_walker_accepts_a_good_contract()
    {
        var walker = new ContractWalker();
        walker.Walk(typeof(IGood));
        walker.Problems.ShouldBeEmpty();
        walker.Types.ShouldBe(4);
    }

    [Theory]
    [InlineData(typeof(IBad<SettableProperty>), "Value can be changed")]
    [InlineData(typeof(IBad<MutableField>), "Value can be changed")]
    [InlineData(typeof(IBad<HoldsList>), "List<String> is not known to be immutable")]
    [InlineData(typeof(IBad<HoldsArray>), "String[] is not known to be immutable")]
    [InlineData(typeof(IBad<HoldsReadOnlyList>), "IReadOnlyList<String> is not known to be immutable")]
    [InlineData(typeof(IBad<HoldsMutableDeepDown>), "Value can be changed")]
    [InlineData(typeof(IBad<ImmutableArray<MutableField>>), "Value can be changed")]
    [InlineData(typeof(IBad<Family>), "Value can be changed")]
    [InlineData(typeof(IBad<NoSerializer>), "has no [GenerateSerializer]")]
    [InlineData(typeof(IBad<NoAlias>), "has no [Alias]")]
    [InlineData(typeof(IBad<NoImmutable>), "has no [Immutable]")]
    [InlineData(typeof(IBad<NoId>), "Value has no [Id]")]
    [InlineData(typeof(IBad<IdOnParameter>), "Value has no [Id]")]
    [InlineData(typeof(IBad<SameIds>), "shares [Id(0)]")]
    [InlineData(typeof(IBad<OpenClass>), "neither sealed nor abstract")]
    [InlineData(typeof(INameless), "INameless has no [Alias]")]
    [InlineData(typeof(INoTask), "returns Int32, which is no task")]
    [InlineData(typeof(ITokenFirst), "not the last parameter")]
    public void The_walker_finds(Type contract, string problem)
    {
        var walker = new ContractWalker();
        walker.Walk(contract);
        walker.Problems.ShouldContain(found => found.Contains(problem, StringComparison.Ordinal), string.Join("; ", walker.Problems));
    }

    [Fact]
    public void The_walker_finds_an_alias_that_two_types_share()
    {
        // Made at run time: Orleans reads all types of an assembly that hosts it, and would not start.
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("QuizOrleans.Bad"), AssemblyBuilderAccess.Run).DefineDynamicModule("m");
        var builder = module.DefineType("SameAlias", TypeAttributes.Public | TypeAttributes.Sealed);
        builder.SetCustomAttribute(new CustomAttributeBuilder(typeof(AliasAttribute).GetConstructor([typeof(string)])!, ["test.Leaf"]));
        var walker = new ContractWalker();
        walker.Walk(typeof(IBad<>).MakeGenericType(builder.CreateType()));
        walker.Problems.ShouldContain("SameAlias and Leaf share the alias test.Leaf");
    }

    [Alias("test.IGood")]
    internal interface IGood
    {
        Task<Good?> Do(Good good, int? number, ImmutableDictionary<string, ImmutableArray<Leaf>> map, IWatcher observer, CancellationToken cancellationToken);

        ValueTask<Parent> Other();
    }

    [Alias("test.IBad`1")]
    internal interface IBad<T>
    {
        Task Do(Leaf leaf, T bad);
    }

    internal interface INameless
    {
        Task Do();
    }

    [Alias("test.INoTask")]
    internal interface INoTask
    {
        int Do();
    }

    [Alias("test.ITokenFirst")]
    internal interface ITokenFirst
    {
#pragma warning disable CA1068 // What the walker is to find.
        Task Do(CancellationToken cancellationToken, int number);
#pragma warning restore CA1068
    }

    [GenerateSerializer, Immutable, Alias("test.Leaf")]
    internal sealed record Leaf([property: Id(0)] string Value);

    [GenerateSerializer, Immutable, Alias("test.Good")]
    internal sealed record Good([property: Id(0)] Leaf Leaf, [property: Id(1)] TimeSpan Time)
    {
        [Id(2)] public ImmutableArray<int> Numbers { get; init; } = [];

        public int Computed => Numbers.Length;
    }

    [GenerateSerializer, Immutable, Alias("test.Parent")]
    internal abstract record Parent;

    [GenerateSerializer, Immutable, Alias("test.Child")]
    internal sealed record Child([property: Id(0)] int Value) : Parent;

    [GenerateSerializer, Immutable, Alias("test.SettableProperty")]
    internal sealed record SettableProperty
    {
        [Id(0)] public string Value { get; set; } = "";
    }

    [GenerateSerializer, Immutable, Alias("test.MutableField")]
    internal sealed class MutableField
    {
        [Id(0)] public int Value = 1;
    }

    [GenerateSerializer, Immutable, Alias("test.HoldsList")]
    internal sealed record HoldsList([property: Id(0)] List<string> Values);

    [GenerateSerializer, Immutable, Alias("test.HoldsArray")]
    internal sealed record HoldsArray([property: Id(0)] string[] Values);

    [GenerateSerializer, Immutable, Alias("test.HoldsReadOnlyList")]
    internal sealed record HoldsReadOnlyList([property: Id(0)] IReadOnlyList<string> Values);

    [GenerateSerializer, Immutable, Alias("test.HoldsMutableDeepDown")]
    internal sealed record HoldsMutableDeepDown([property: Id(0)] ImmutableDictionary<string, MutableField> Values);

    [GenerateSerializer, Immutable, Alias("test.Family")]
    internal abstract record Family;

    [GenerateSerializer, Immutable, Alias("test.BlackSheep")]
    internal sealed record BlackSheep : Family
    {
        [Id(0)] public int Value { get; set; }
    }

    [Immutable, Alias("test.NoSerializer")]
    internal sealed record NoSerializer([property: Id(0)] int Value);

    [GenerateSerializer, Immutable]
    internal sealed record NoAlias([property: Id(0)] int Value);

    [GenerateSerializer, Alias("test.NoImmutable")]
    internal sealed record NoImmutable([property: Id(0)] int Value);

    [Immutable, Alias("test.NoId")]
    internal sealed record NoId(int Value);

    [Immutable, Alias("test.IdOnParameter")]
    internal sealed record IdOnParameter([Id(0)] int Value);

    [Immutable, Alias("test.SameIds")]
    internal sealed record SameIds([property: Id(0)] int One, [property: Id(0)] int Two);

    [GenerateSerializer, Immutable, Alias("test.OpenClass")]
#pragma warning disable CA1852 // What the walker is to find.
    internal record OpenClass([property: Id(0)] int Value);
#pragma warning restore CA1852
}
