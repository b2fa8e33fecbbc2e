using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using QuizOrleans.WebFront.Endpoints;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>A front with accounts in two tenants, an outbox, and the address of an administrator. One for all tests: each makes its own people.</summary>
public static partial class AccountFront
{
    public const string Password = "blue kettle, slow train";

    public const string AdminEmail = "admin@example.org";

    private static readonly string Outbox = Directory.CreateTempSubdirectory("quiz-outbox").FullName;
    public static string[] Settings { get; } =
    [
        "Accounts:PasswordIterations=10000", "Accounts:Tenants:0=main", "Accounts:Tenants:1=school", $"Mail:Outbox={Outbox}",
        // Every test is at the same address.
        "Limits:AccountsPerAddress=100000", "Limits:SignInsPerAddress=100000", "SignIn:Tries=1000",
        $"ADMIN_EMAILS={AdminEmail}, school/{AdminEmail}",
    ];

    private static readonly Lazy<Task<TestFront>> LazyShared = new(() => TestFront.StartAsync(Settings));
    private static int s_people;

    public static Task<TestFront> SharedAsync() => LazyShared.Value;

    public static string NewEmail() => $"p{Interlocked.Increment(ref s_people)}-{Guid.NewGuid():N}@example.org";

    public static Task<HttpResponseMessage> PostAsync(this TestFront front, string path, object body, string? token = null) =>
        SendAsync(front, HttpMethod.Post, path, token, JsonContent.Create(body));

    public static Task<HttpResponseMessage> GetAsync(this TestFront front, string path, string? token = null) => SendAsync(front, HttpMethod.Get, path, token);

    public static async Task<HttpResponseMessage> SendAsync(this TestFront front, HttpMethod method, string path, string? token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await front.Anonymous.SendAsync(request);
    }

    public static async Task<SignedInAnswer> AccountAsync(this TestFront front, string? email = null, string nickname = "Ada", string? tenant = null) =>
        await (await front.PostAsync("/api/auth/accounts", new { email = email ?? NewEmail(), password = Password, nickname, tenant })).SignedIn();

    public static async Task<SignedInAnswer> SignedIn(this HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<SignedInAnswer>())!;
    }

    public static Task<HttpResponseMessage> SignInAsync(this TestFront front, string email, string password = Password, string? tenant = null) =>
        front.PostAsync("/api/auth/sign-in", new { email, password, tenant });

    public static Task<HttpResponseMessage> RenewAsync(this TestFront front, string refreshToken) => front.PostAsync("/api/auth/renew", new { refreshToken });

    /// <summary>The administrator: an account whose address he has proven.</summary>
    public static async Task<SignedInAnswer> AdminAsync(this TestFront front, string tenant = "main")
    {
        var created = await front.PostAsync("/api/auth/accounts", new { email = AdminEmail, password = Password, nickname = "Root", tenant });
        if (!created.IsSuccessStatusCode) return await (await front.SignInAsync(AdminEmail, tenant: tenant)).SignedIn();
        var account = await created.SignedIn();
        var before = MailsTo(AdminEmail).Count;
        (await front.PostAsync("/api/account/email/code", new { }, account.Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        var code = await CodeTo(AdminEmail, before);
        (await front.PostAsync("/api/account/email/confirm", new { code }, account.Token)).IsSuccessStatusCode.ShouldBeTrue();
        return await (await front.RenewAsync(account.RefreshToken)).SignedIn();
    }

    /// <summary>The code in the newest mail to the address, once there are more than so many.</summary>
    public static async Task<string> CodeTo(string email, int moreThan = 0)
    {
        var mails = await Waiting.Until(() => Task.FromResult(MailsTo(email)), mails => mails.Count > moreThan);
        return CodePattern().Match(mails[^1]).Value;
    }

    public static IReadOnlyList<string> MailsTo(string email) =>
        [.. Directory.GetFiles(Outbox, "*.txt").Where(f => !Path.GetFileName(f).StartsWith('.')).Order().Select(File.ReadAllText).Where(m => m.StartsWith($"To: {email}\n", StringComparison.Ordinal))];

    public static async Task<List<JsonElement>> AuditAsync(this TestFront front, SignedInAnswer admin, string query)
    {
        var page = await (await front.GetAsync($"/api/admin/audit?{query}", admin.Token)).Content.ReadFromJsonAsync<JsonElement>();
        return [.. page.List("items")];
    }

    [GeneratedRegex("[A-Z0-9]{5}-[A-Z0-9]{5}")]
    private static partial Regex CodePattern();
}
