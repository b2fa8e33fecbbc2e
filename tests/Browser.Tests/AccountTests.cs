using Microsoft.Playwright;
using QuizOrleans.Browser.Tests.Fixtures;
using QuizOrleans.Browser.Tests.Pages;
using QuizOrleans.Testing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuizOrleans.Browser.Tests;

/// <summary>A guest becomes somebody, on a phone, and is the same on a laptop.</summary>
public sealed class AccountTests(ITestOutputHelper output)
{
    private const string Email = "ada.lovelace@example.org";
    private const string Password = "blue kettle, slow train";
    private const string NewPassword = "green kettle, fast train";
    private readonly Album _album = new("account", wholePages: true);

    [Fact]
    public async Task A_guest_makes_an_account_loses_the_password_and_in_the_end_leaves()
    {
        SetDefaultExpectTimeout(Visitor.PatienceMs);
        var outbox = Directory.CreateTempSubdirectory("quiz-outbox-");
        await using var chromium = await Chromium.LaunchAsync();
        // Tokens of a minute: what is renewed every quarter of an hour is so several times in this test.
        await using var server = new QuizProcess(Build.Program(), await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), new Dictionary<string, string>
        {
            ["Mail__Outbox"] = outbox.FullName,
            ["Jwt__AccessLifetime"] = "00:01:00",
            ["Jwt__ClockSkew"] = "00:00:00",
        });
        await server.StartAsync();
        var phone = await AccountOwner.OpenAsync(chromium.Browser, server.Address, "Ada", 390, 844);
        var laptop = await AccountOwner.OpenAsync(chromium.Browser, server.Address, "Laptop", 1280, 800);
        try
        {
            await phone.ComesAsGuest();
            var player = await phone.PlayerId();
            await phone.OpensAccount();
            await phone.IsOut();
            await _album.Look("sign-in", phone);
            await phone.Creates(Email, "password123");
            await phone.IsTold("Too easy to guess");
            await _album.Look("create", phone);
            await phone.Get("password-input").FillAsync(Password);
            await phone.Get("create-button").ClickAsync();
            await phone.IsIn(Email);
            (await phone.PlayerId()).ShouldBe(player);
            await _album.Look("account", phone);

            // The laptop: a wrong password, then the right one; then the address is confirmed.
            await laptop.Page.GotoAsync("/account");
            await laptop.IsOut();
            await laptop.SignsIn(Email, "not the password");
            await laptop.IsTold("E-mail or password is wrong.");
            await _album.Look("sign-in", laptop);
            await laptop.SignsIn(Email, Password);
            await laptop.IsIn(Email);
            (await laptop.PlayerId()).ShouldBe(player);
            await laptop.Get("prove-email").ClickAsync();
            await Expect(laptop.Get("code-input")).ToBeVisibleAsync();
            await laptop.Get("code-input").FillAsync(await AccountOwner.CodeFrom(outbox.FullName, Email, 1));
            await _album.Look("account", laptop);
            await laptop.Get("prove-email").ClickAsync();
            await Expect(laptop.Page.GetByText("confirmed", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
            var download = await laptop.Page.RunAndWaitForDownloadAsync(() => laptop.Get("export-account").ClickAsync());
            (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain(Email);

            // In Arabic, from right to left.
            await laptop.Speaks("ar", "rtl");
            await _album.Look("account-arabic", laptop);
            await laptop.Speaks("en", "ltr");

            // A page that is left open goes on with the next token, on the connection it has.
            await phone.Page.GotoAsync("/duel");
            await phone.IsConnected();
            var token = await phone.Token();
            await phone.Page.WaitForFunctionAsync(
                "before => JSON.parse(localStorage.getItem('quiz.identity')).token !== before", token, new PageWaitForFunctionOptions { Timeout = 3 * Visitor.PatienceMs });
            await phone.IsConnected();

            // The phone forgets its password.
            await phone.OpensAccount();
            await phone.Get("sign-out").ClickAsync();
            await Expect(phone.Get("join-button")).ToBeVisibleAsync();
            await phone.OpensAccount();
            await phone.IsOut();
            await phone.Get("reset-link").ClickAsync();
            await phone.Get("email-input").FillAsync(Email);
            await phone.Get("reset-button").ClickAsync();
            await phone.Get("code-input").FillAsync(await AccountOwner.CodeFrom(outbox.FullName, Email, 2));
            await phone.Get("password-input").FillAsync(NewPassword);
            await _album.Look("reset", phone);
            await phone.Get("reset-button").ClickAsync();
            await phone.IsIn(Email);

            // The new password has signed the laptop out: it is told when it next asks for a token.
            await laptop.Page.GotoAsync("/account");
            await laptop.Page.WaitForFunctionAsync("() => !localStorage.getItem('quiz.identity')", null, new PageWaitForFunctionOptions { Timeout = 3 * Visitor.PatienceMs });
            await laptop.IsOut();

            await phone.Get("delete-password").FillAsync(NewPassword);
            await phone.Confirms("delete-account");
            await Expect(phone.Get("join-button")).ToBeVisibleAsync();
            await phone.OpensAccount();
            await phone.SignsIn(Email, NewPassword);
            await phone.IsTold("E-mail or password is wrong.");
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

    /// <summary>What a browser logs of an answer that this test asked for.</summary>
    private static bool IsRefusal(string fault) => fault.Contains("the server responded with a status of 40", StringComparison.Ordinal);
}
