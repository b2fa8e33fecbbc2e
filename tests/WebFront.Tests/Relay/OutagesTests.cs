using QuizOrleans.Grains;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Tests.Relay;

public sealed class OutagesTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void An_outage_is_told_once_in_ten_seconds_and_without_a_stack()
    {
        var outages = new Outages(_time);
        foreach (var exception in new Exception[] { new SiloUnavailableException("gone"), new StorageUnavailableException("away"), new TimeoutException() }) Outages.Unforeseen(exception).ShouldBeNull();
        outages.IsNews(new SiloUnavailableException("gone")).ShouldBeTrue();
        for (var connection = 0; connection < 12; connection++) outages.IsNews(new SiloUnavailableException("gone")).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(9));
        outages.IsNews(new StorageUnavailableException("away")).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        outages.IsNews(new StorageUnavailableException("away")).ShouldBeTrue();
    }

    [Fact]
    public void What_is_unforeseen_is_told_each_time_with_its_stack()
    {
        var outages = new Outages(_time);
        var fault = new InvalidOperationException("a bug");
        outages.IsNews(fault).ShouldBeTrue();
        outages.IsNews(fault).ShouldBeTrue();
        Outages.Unforeseen(fault).ShouldBe(fault);
    }
}
