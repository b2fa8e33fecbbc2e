using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Tests.Database;

public sealed class ConnectionTextTests
{
    [Fact]
    public void A_url_is_read_with_its_escapes()
    {
        var connection = ConnectionText.Parse("postgres://ada%40x:p%3Aw%2F%23@db.example:6432/quiz?sslmode=verify-full&application_name=quiz%20a");

        (connection.Host, connection.Port, connection.Database).ShouldBe(("db.example", 6432, "quiz"));
        (connection.Username, connection.Password).ShouldBe(("ada@x", "p:w/#"));
        (connection.SslMode, connection.ApplicationName).ShouldBe((SslMode.VerifyFull, "quiz a"));
    }

    [Fact]
    public void The_port_may_be_left_out() => ConnectionText.Parse("postgresql://ada@db/quiz").Port.ShouldBe(5432);

    [Fact]
    public void Pairs_are_read() => ConnectionText.Parse("Host=db;Username=ada;Password=secret;Database=quiz").Password.ShouldBe("secret");

    [Fact]
    public void A_pool_of_its_own_is_bounded_unless_the_text_says_otherwise()
    {
        ConnectionText.Pooled("postgres://ada@db/quiz", 20).MaxPoolSize.ShouldBe(20);
        ConnectionText.Pooled("Host=db;Database=quiz;Maximum Pool Size=7", 20).MaxPoolSize.ShouldBe(7);
    }

    [Theory]
    [InlineData("mysql://ada:secret@db/quiz")]
    [InlineData("postgres://ada:secret@db")]
    [InlineData("postgres://ada:secret@db/quiz?sslmode=perhaps")]
    [InlineData("postgres://ada:secret@db/quiz?secret=1")]
    [InlineData("postgres://ada:sec#ret@db/quiz")]
    [InlineData("postgres://ada:secret@db:port/quiz")]
    [InlineData("Host=db;Database=quiz;Pasword=secret")]
    [InlineData("Host=db;Database=quiz;Password=x;secret=1;Port=secret")]
    [InlineData("secret")]
    public void What_cannot_be_read_is_refused_without_its_password(string text)
    {
        var refused = Should.Throw<FormatException>(() => ConnectionText.Parse(text));
        refused.ToString().Replace("parameter 'secret'", "", StringComparison.Ordinal).ShouldNotContain("secret@");
        refused.ToString().ShouldNotContain("=secret");
    }
}
