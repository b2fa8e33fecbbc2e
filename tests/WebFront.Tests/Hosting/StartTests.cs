using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hosting;

/// <summary>A bad value stops the start and names itself; a secret is never printed.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("PORT", "eighty")]
    [InlineData("PORT", "0")]
    [InlineData("PORT", "65536")]
    [InlineData("PORT", "-1")]
    public async Task A_port_that_is_none(string name, string value) => (await FailureOf("URLS=", $"{name}={value}")).ShouldContain("PORT");

    [Theory]
    [InlineData("ALLOWED_ORIGINS=quiz.example.org", "ALLOWED_ORIGINS")]
    [InlineData("ALLOWED_ORIGINS=https://ok.example, https://quiz.example.org/path", "ALLOWED_ORIGINS")]
    [InlineData("ALLOWED_ORIGINS=*", "ALLOWED_ORIGINS")]
    [InlineData("JWT_SECRET=short-but-secret", "JWT_SECRET")]
    [InlineData("JWT_SECRET=", "JWT_SECRET")]
    [InlineData("Jwt:ClockSkew=01:00:00", "Jwt:ClockSkew")]
    [InlineData("Jwt:SessionFresh=01:00:00", "Jwt:SessionFresh")]
    [InlineData("Jwt:AccessLifetime=00:00:01", "Jwt:AccessLifetime")]
    [InlineData("JWT_SECRET_PREVIOUS=short-but-secret", "JWT_SECRET_PREVIOUS")]
    [InlineData("Jwt:KeyId=a/b", "Jwt:KeyId")]
    [InlineData("Web:TokenGrace=00:00:00", "Web:TokenGrace")]
    [InlineData("Accounts:GuestIdle=00:00:01", "Accounts:GuestIdle")]
    [InlineData("Accounts:PasswordIterations=1", "Accounts:PasswordIterations")]
    [InlineData("Accounts:Tenants:0=a/b", "Accounts:Tenants")]
    [InlineData("ADMIN_EMAILS=ada@example.org, nobody", "ADMIN_EMAILS")]
    [InlineData("Retention:Rooms=01:00:00", "Retention:Rooms")]
    [InlineData("Retention:Audit=01:00:00", "Retention:Audit")]
    [InlineData("SMTP_HOST=mail.example.org", "SMTP_FROM")]
    [InlineData("SMTP_PORT=many", "SMTP_PORT")]
    [InlineData("Web:MaxMessageBytes=1", "Web:MaxMessageBytes")]
    [InlineData("Web:KeepAlive=00:01:00", "Web:KeepAlive")]
    [InlineData("Rooms:MaxPlayers=0", "Rooms:MaxPlayers")]
    [InlineData("Rooms:Grace=soon", "Grace")]
    [InlineData("Rooms:HostGrace=00:00:00", "Rooms:HostGrace")]
    [InlineData("EventSourcing:SnapshotEvery=0", "EventSourcing:SnapshotEvery")]
    [InlineData("EventSourcing:ReplayPage=0", "EventSourcing:ReplayPage")]
    [InlineData("Input:BlockedWords=/nowhere/words.txt", "Input:BlockedWords: the list cannot be read")]
    [InlineData("Input:BlockedWords=/", "Input:BlockedWords: the list cannot be read")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Mail:Outbox=/proc/outbox", "Mail:Outbox")]
    [InlineData("DATABASE_URL=mysql://u:short-but-secret@h/d", "DATABASE_URL")]
    public async Task A_bad_value_stops_the_start_and_names_itself(string setting, string named)
    {
        var failure = await FailureOf(setting);
        failure.ShouldContain(named);
        failure.ShouldNotContain("short-but-secret");
    }

    [Fact]
    public async Task Development_makes_a_secret_of_its_own_and_keeps_it()
    {
        var folder = Directory.CreateTempSubdirectory("quiz-secret");
        try
        {
            string[] settings = ["ENVIRONMENT=Development", "JWT_SECRET=", $"QUIZ_DATA_DIR={folder.FullName}"];
            string token;
            await using (var first = await TestFront.StartAsync(settings)) token = first.Services.GetRequiredService<JwtTokens>().Issue("ada", "Ada", "main", "player").Token;
            await using var second = await TestFront.StartAsync(settings);
            using var rest = second.Rest(new Guest(token, "ada", "Ada"));
            // Nobody knows her; the token is good.
            await (await rest.GetAsync("/api/me")).ShouldBeProblem(System.Net.HttpStatusCode.NotFound, "not_found");
            second.Logs.Entries.ShouldAllBe(e => !e.Contains(File.ReadAllText(Path.Combine(folder.FullName, "jwt-secret"))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It never starts.")]
    private static async Task<string> FailureOf(params string[] settings)
    {
        var failure = await Should.ThrowAsync<Exception>(async () =>
        {
            var (app, _) = TestFront.Build(settings);
            await using (app) await app.StartAsync();
        });
        return failure.ToString();
    }
}
