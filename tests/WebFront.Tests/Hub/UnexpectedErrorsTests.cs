using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hub;

public sealed class UnexpectedErrorsTests
{
    [Fact]
    public async Task A_grain_that_does_not_answer_has_a_code_of_its_own()
    {
        var errors = (await TestFront.SharedAsync()).Services.GetRequiredService<UnexpectedErrors>();
        foreach (var e in new Exception[] { new TimeoutException(), new SiloUnavailableException("gone") })
        {
            var (code, message, id) = errors.Describe(e);
            (code, id).ShouldBe(("server_unavailable", null));
            message.ShouldNotContain("gone");
        }

        var away = new StorageUnavailableException("x");
        foreach (var e in new Exception[] { away, new OrleansException("Error from storage provider", away), new OrleansException("Error from storage provider", new NpgsqlException("refused")) })
            errors.Describe(e).Code.ShouldBe("storage_unavailable");
        errors.Describe(new OrleansException("x", new InvalidOperationException())).Code.ShouldBe("internal_error");
    }

    [Fact]
    public async Task What_nobody_expected_is_shown_as_an_id_and_nothing_else()
    {
        var errors = (await TestFront.SharedAsync()).Services.GetRequiredService<UnexpectedErrors>();
        var (code, message, id) = errors.Describe(new InvalidOperationException("the secret is xyzzy"));
        code.ShouldBe("internal_error");
        message.ShouldContain(id.ShouldNotBeNull());
        message.ShouldNotContain("xyzzy");
    }
}
