using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Orleans;

/// <summary>What grain interfaces are called is kept, and is what Orleans would have said.</summary>
public sealed class KnownInterfaceTypesTests
{
    [Fact]
    public async Task Every_grain_interface_is_called_what_orleans_calls_it()
    {
        await using var front = await TestFront.StartAsync();
        var orleans = new GrainInterfaceTypeResolver([new AttributeGrainInterfaceTypeProvider(front.Services)], front.Services.GetRequiredService<TypeConverter>());
        var first = front.Services.GetServices<IGrainInterfaceTypeProvider>().First();
        var interfaces = typeof(IQuizRoomGrain).Assembly.GetTypes().Where(t => t.IsInterface && t.IsAssignableTo(typeof(IAddressable))).ToArray();
        interfaces.Length.ShouldBeGreaterThan(10);
        foreach (var type in interfaces)
        {
            first.TryGetGrainInterfaceType(type, out var kept).ShouldBeTrue();
            kept.ShouldBe(orleans.GetGrainInterfaceType(type));
        }
    }
}
