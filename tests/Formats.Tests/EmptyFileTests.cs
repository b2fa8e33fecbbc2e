namespace QuizOrleans.Formats.Tests;

/// <summary>A file without a single item is refused whatever its format: nobody is told "0 imported" and left to guess.</summary>
public class EmptyFileTests
{
    [Theory]
    [InlineData("opentdb", "[]", "malformed")]
    [InlineData("opentdb", "{\"response_code\":0,\"results\":[]}", "malformed")]
    [InlineData("opentdb", "{\"response_code\":5,\"results\":[]}", "source_refused")]
    [InlineData("csv", "kind,text,choice1\n", "malformed")]
    [InlineData("csv", "text", "malformed")]
    [InlineData("gift", "// a comment\n\n$CATEGORY: a\n", "malformed")]
    [InlineData("aiken", "\n\n", "malformed")]
    [InlineData("qti", "<questestinterop/>", "malformed")]
    public void It_is_refused(string format, string content, string code) => Files.Read(format, content).Rejection.ShouldNotBeNull().Code.ShouldBe(code);
}
