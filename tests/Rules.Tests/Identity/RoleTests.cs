using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Rules.Tests.Identity;

public class RoleTests
{
    [Fact]
    public void Roles_have_one_order_and_come_once() =>
        Role.Clean(["admin", "player", "admin"]).Roles.ShouldBe(["player", "admin"]);

    [Theory]
    [InlineData("Admin")]
    [InlineData("root")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_role_is_refused(string? role) => Role.Clean(["player", role]).Rejection.ShouldBe(IdentityRejections.UnknownRole);
}
