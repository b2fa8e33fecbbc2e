using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using QuizOrleans.Browser.Tests.Pages;
using QuizOrleans.Testing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests;

/// <summary>An administrator reads the audit, gives a role and looks after the keys, on a laptop and on a phone; nobody else gets in.</summary>
public sealed class AdminTests(ITestOutputHelper output)
{
    private const string Email = "boss@example.org";
    private const string Password = "blue kettle, slow train";

    /// <summary>As docs/protocol.md has it.</summary>
    private const string Keys =
        """
        {"providers":[{"provider":"gemini","models":["gemini-2.5-flash","gemini-2.5-flash-lite"],"keys":[
          {"entry":"GEMINI_API_KEY_1","fingerprint":"3f9a1c","project":"school-a","status":"ready","lastUsedAt":"2026-11-21T17:58:03Z","calls":1284,"promptTokens":903311,"answerTokens":412005,"errors":{"unavailable":3},
           "quotas":[{"model":"gemini-2.5-flash","thisMinute":4,"perMinute":10,"today":211,"perDay":250}]},
          {"entry":"GEMINI_API_KEY_2","fingerprint":"b07e42","project":"school-b","status":"resting","restingUntil":"2026-11-21T18:20:00Z","lastUsedAt":"2026-11-21T18:01:44Z","calls":340,"promptTokens":221000,"answerTokens":98012,"errors":{"rate_limited":12},"quotas":[]},
          {"entry":"GEMINI_API_KEY_3","fingerprint":"77d0aa","project":"","status":"invalid","calls":0,"promptTokens":0,"answerTokens":0,"errors":{"unauthorized":1},"quotas":[]}]}]}
        """;

    private readonly Album _album = new("admin");

    [Fact]
    public async Task An_administrator_looks_after_the_tenant()
    {
        SetDefaultExpectTimeout(Visitor.PatienceMs);
        var outbox = Directory.CreateTempSubdirectory("quiz-outbox-");
        await using var chromium = await Chromium.LaunchAsync();
        await using var server = new QuizProcess(Build.Program(), await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), new Dictionary<string, string>
        {
            ["Mail__Outbox"] = outbox.FullName,
            ["ADMIN_EMAILS"] = Email,
        });
        await server.StartAsync();
        var laptop = await AccountOwner.OpenAsync(chromium.Browser, server.Address, "Laptop", 1280, 800);
        var phone = await AccountOwner.OpenAsync(chromium.Browser, server.Address, "Phone", 390, 844);
        try
        {
            await laptop.ComesAsGuest();
            await laptop.Page.GotoAsync("/admin");
            await Expect(laptop.Page.GetByText("This page is for administrators.")).ToBeVisibleAsync();
            await laptop.OpensAccount();
            await laptop.Creates(Email, Password);
            await laptop.IsIn(Email);
            await laptop.Get("prove-email").ClickAsync();
            await laptop.Get("code-input").FillAsync(await AccountOwner.CodeFrom(outbox.FullName, Email, 1));
            await laptop.Get("prove-email").ClickAsync();
            var teacher = await Busy(server.Address, laptop);
            await laptop.Get("admin-link").ClickAsync();
            await Expect(laptop.Get("audit-row").First).ToBeVisibleAsync();
            await Expect(laptop.Get("audit-row")).ToHaveCountAsync(50);
            await laptop.Get("audit-more").ClickAsync();
            await Expect(laptop.Get("audit-row")).ToHaveCountAsync(60);
            await phone.Page.GotoAsync("/account");
            await phone.SignsIn(Email, Password);
            await phone.IsIn(Email);
            await phone.Get("admin-link").ClickAsync();
            await Expect(phone.Get("audit-row").First).ToBeVisibleAsync();
            await laptop.Page.EvaluateAsync("() => scrollTo(0, 0)");
            await _album.Look("audit", laptop, phone);

            // By what, then by whom, picked from a row.
            await laptop.Get("audit-action").SelectOptionAsync("sign_in");
            await Expect(laptop.Get("audit-row")).ToHaveCountAsync(2);
            await Expect(laptop.Get("audit-row").Last).ToContainTextAsync("refused: wrong_credentials");
            await laptop.Get("audit-clear").ClickAsync();
            await laptop.Get("audit-target").FillAsync(teacher);
            await laptop.Get("audit-search").ClickAsync();
            await Expect(laptop.Get("audit-row").First).ToContainTextAsync("Roles changed");
            await laptop.Get("audit-action").SelectOptionAsync("quiz_deleted");
            await Expect(laptop.Get("audit-row")).ToHaveCountAsync(0);
            await _album.Look("audit-filtered", laptop);

            // A role, and what comes of it.
            await laptop.Get("admin-accounts").ClickAsync();
            await laptop.Get("account-search").FillAsync("tess@example.org");
            await laptop.Get("account-find").ClickAsync();
            await Expect(laptop.Get("account-row")).ToHaveCountAsync(1);
            await laptop.Page.GetByLabel("Teacher").CheckAsync();
            await laptop.Get("save-roles").ClickAsync();
            await Expect(laptop.Page.GetByText("Saved. It counts from")).ToBeVisibleAsync();
            await laptop.Page.GetByLabel("Administrator").CheckAsync();
            await laptop.Confirms("save-roles");
            await Expect(laptop.Page.GetByText("Saved. It counts from")).ToBeVisibleAsync();
            await phone.Get("admin-accounts").ClickAsync();
            await Expect(phone.Get("account-row")).ToHaveCountAsync(2);
            // Nobody gives himself away.
            await Expect(phone.Get("account-row").Filter(new LocatorFilterOptions { HasText = Email }).GetByLabel("Administrator")).ToBeDisabledAsync();
            await Expect(phone.Get("account-row").Filter(new LocatorFilterOptions { HasText = "tess@" }).GetByLabel("Administrator")).ToBeCheckedAsync();
            await _album.Look("accounts", laptop, phone);

            await LooksAfterKeys(laptop, phone);
            await phone.Speaks("ar", "rtl");
            await _album.Look("keys-arabic", phone);
            await phone.Get("admin-audit").ClickAsync();
            await Expect(phone.Get("audit-row").First).ToBeVisibleAsync();
            await _album.Look("audit-arabic", phone);
            await laptop.Speaks("de", "ltr");
            await laptop.Get("admin-audit").ClickAsync();
            await Expect(laptop.Get("audit-row").First).ToBeVisibleAsync();
            await _album.Look("audit-german", laptop);
            foreach (var visitor in new[] { phone, laptop }) visitor.Faults.Where(f => !IsRefusal(f)).ShouldBeEmpty();
        }
        catch
        {
            output.WriteLine(server.Log);
            foreach (var fault in phone.Faults.Concat(laptop.Faults)) output.WriteLine(fault);
            await _album.Capture("failed", phone, laptop);
            throw;
        }
        finally
        {
            outbox.Delete(recursive: true);
        }
    }

    /// <summary>Something to read: another account, a sign-in that failed, one that did not, and many changes of roles. The other's id.</summary>
    private static async Task<string> Busy(Uri address, AccountOwner admin)
    {
        using var http = new HttpClient { BaseAddress = address };
        var tess = await (await http.PostAsJsonAsync("/api/auth/accounts", new { email = "tess@example.org", password = Password, nickname = "Tess" })).Content.ReadFromJsonAsync<JsonElement>();
        await http.PostAsJsonAsync("/api/auth/sign-in", new { email = "tess@example.org", password = "wrong" });
        // The page has taken its next token by now: the address was confirmed.
        await Expect(admin.Get("admin-link")).ToBeVisibleAsync();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await admin.Token());
        var id = tess.GetProperty("playerId").GetString()!;
        for (var n = 0; n < 55; n++)
            (await http.PutAsJsonAsync($"/api/admin/accounts/{id}/roles", new { roles = n % 2 == 0 ? (string[])["player"] : ["player", "host"] })).EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>The server's half is stood in for here: the pools need keys of a provider.</summary>
    private async Task LooksAfterKeys(AccountOwner laptop, AccountOwner phone)
    {
        var cleared = new List<string>();
        foreach (var visitor in new[] { laptop, phone })
        {
            await visitor.Page.RouteAsync("**/api/admin/keys", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = Keys }));
            await visitor.Page.RouteAsync("**/api/admin/keys/*/*/clear", route =>
            {
                cleared.Add(new Uri(route.Request.Url).AbsolutePath);
                return route.FulfillAsync(new RouteFulfillOptions { Status = 204 });
            });
            await visitor.Get("admin-keys").ClickAsync();
            await Expect(visitor.Get("key-card")).ToHaveCountAsync(3);
        }

        await Expect(laptop.Get("clear-key")).ToHaveCountAsync(2);
        await _album.Look("keys", laptop, phone);
        await laptop.Get("clear-key").First.ClickAsync();
        await laptop.Page.RunAndWaitForResponseAsync(() => laptop.Page.GetByTestId("confirm-button").Locator("visible=true").ClickAsync(), "**/api/admin/keys/*/*/clear");
        await Expect(laptop.Get("key-card")).ToHaveCountAsync(3);
        cleared.ShouldBe(["/api/admin/keys/gemini/GEMINI_API_KEY_2/clear"]);

        // A server without the address: no fault, and nothing to see.
        await laptop.Page.UnrouteAsync("**/api/admin/keys");
        await laptop.Page.RouteAsync("**/api/admin/keys", route => route.FulfillAsync(new RouteFulfillOptions { Status = 404, ContentType = "application/problem+json", Body = """{"code":"not_found"}""" }));
        await laptop.Page.ReloadAsync();
        await Expect(laptop.Get("no-keys")).ToBeVisibleAsync();
    }

    /// <summary>What a browser logs of an answer that this test asked for.</summary>
    private static bool IsRefusal(string fault) => fault.Contains("the server responded with a status of 40", StringComparison.Ordinal);
}
