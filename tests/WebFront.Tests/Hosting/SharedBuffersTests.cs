using QuizOrleans.WebFront.Hosting;

namespace QuizOrleans.WebFront.Tests.Hosting;

public class SharedBuffersTests
{
    private const string Variable = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";

    [Theory]
    [InlineData(null, "1024")]
    [InlineData("", "1024")]
    [InlineData("64", "64")]
    public void The_pool_is_widened_unless_the_operator_says_otherwise(string? said, string then)
    {
        // This process read the variable long ago: nothing else sees the change.
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, said);
            SharedBuffers.Widen();
            Environment.GetEnvironmentVariable(Variable).ShouldBe(then);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
