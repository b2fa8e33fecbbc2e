using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Identity;

public sealed class AccountTests
{
    [Fact]
    public async Task An_account_is_made_and_signed_in_to()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var created = await front.PostAsync("/api/auth/accounts", new { email, password = AccountFront.Password, nickname = " Ada  L " });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var ada = await created.SignedIn();
        (ada.Nickname, ada.Email, ada.ExpiresInSeconds, ada.RefreshExpiresInSeconds).ShouldBe(("Ada L", email, 900, 30 * 86_400));
        ada.Roles.ShouldBe(["player", "host"]);

        var again = await (await front.SignInAsync($" {email.ToUpperInvariant()} ")).SignedIn();
        again.PlayerId.ShouldBe(ada.PlayerId);
        var account = await (await front.GetAsync("/api/account", again.Token)).Content.ReadFromJsonAsync<JsonElement>();
        (account.Text("accountId"), account.Text("email"), account.True("emailProven"), account.Text("nickname")).ShouldBe((ada.PlayerId, email, false, "Ada L"));
        (await (await front.GetAsync("/api/me", again.Token)).Content.ReadFromJsonAsync<JsonElement>()).Text("nickname").ShouldBe("Ada L");
        await using var hub = await QuizOrleans.Testing.HubClient.ConnectAsync(front.Hub, again.Token);
        await hub.Call("Ping");
    }

    [Theory]
    [InlineData("""{"email":"nobody","password":"blue kettle, slow train","nickname":"Ada"}""", "invalid_email")]
    [InlineData("""{"email":"a@example.org","password":"short","nickname":"Ada"}""", "weak_password")]
    [InlineData("""{"email":"a@example.org","password":"password123","nickname":"Ada"}""", "weak_password")]
    [InlineData("""{"email":"a@example.org","password":"blue kettle, slow train","nickname":""}""", "invalid_nickname")]
    [InlineData("""{"email":"a@example.org","password":"blue kettle, slow train","nickname":"A","tenant":"a/b"}""", "invalid_argument")]
    [InlineData("""{}""", "invalid_email")]
    [InlineData("""{"email":7}""", "malformed")]
    [InlineData("null", "malformed")]
    public async Task What_will_not_do_is_refused(string body, string code)
    {
        var front = await AccountFront.SharedAsync();
        using var content = new StringContent(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json"));
        await (await front.Anonymous.PostAsync("/api/auth/accounts", content)).ShouldBeProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task An_address_has_one_account_in_a_tenant()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        await front.AccountAsync(email);
        await (await front.PostAsync("/api/auth/accounts", new { email, password = AccountFront.Password, nickname = "Eve" })).ShouldBeProblem(HttpStatusCode.Conflict, "email_taken");
        var other = await front.AccountAsync(email, "Ada", "school");
        await (await front.SignInAsync(email, tenant: "elsewhere")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        (await (await front.SignInAsync(email, tenant: "school")).SignedIn()).PlayerId.ShouldBe(other.PlayerId);
        await (await front.PostAsync("/api/auth/accounts", new { email, password = AccountFront.Password, nickname = "Eve", tenant = "elsewhere" }))
            .ShouldBeProblem(HttpStatusCode.Forbidden, "accounts_closed");
    }

    [Fact]
    public async Task Whether_there_is_such_an_account_is_not_told()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        await front.AccountAsync(email);
        var wrong = await (await front.SignInAsync(email, "not the password")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        var unknown = await (await front.SignInAsync("nobody@example.org", "not the password")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        unknown.Text("detail").ShouldBe(wrong.Text("detail"));
        await (await front.SignInAsync("not an address", "")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        (await front.PostAsync("/api/auth/reset", new { email })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await front.PostAsync("/api/auth/reset", new { email = "nobody@example.org" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        foreach (var password in new[] { AccountFront.Password, "password123" })
        {
            var known = await front.PostAsync("/api/auth/reset/confirm", new { email, code = "AAAAA-AAAAA", password });
            var nobody = await front.PostAsync("/api/auth/reset/confirm", new { email = "nobody@example.org", code = "AAAAA-AAAAA", password });
            (await known.Content.ReadFromJsonAsync<JsonElement>()).Text("code").ShouldBe((await nobody.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));
        }
    }

    [Fact]
    public async Task A_guest_who_makes_an_account_stays_who_he_is()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        var account = await (await front.PostAsync(
            "/api/auth/accounts", new { email = AccountFront.NewEmail(), password = AccountFront.Password, nickname = "Ada", refreshToken = guest.RefreshToken })).SignedIn();
        account.PlayerId.ShouldBe(guest.PlayerId);
        // The guest's own way in is closed, and cannot be used again for somebody else's account.
        await (await front.RenewAsync(guest.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.PostAsync(
            "/api/auth/accounts", new { email = AccountFront.NewEmail(), password = AccountFront.Password, nickname = "Eve", refreshToken = account.RefreshToken }))
            .ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
    }

    [Fact]
    public async Task A_new_password_ends_every_other_sign_in()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var here = await front.AccountAsync(email);
        var elsewhere = await (await front.SignInAsync(email)).SignedIn();
        await (await front.PostAsync("/api/account/password", new { current = "wrong", password = "green kettle, fast train" }, here.Token)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        await (await front.PostAsync("/api/account/password", new { current = AccountFront.Password, password = "short" }, here.Token)).ShouldBeProblem(HttpStatusCode.BadRequest, "weak_password");
        var changed = await (await front.PostAsync("/api/account/password", new { current = AccountFront.Password, password = "green kettle, fast train" }, here.Token)).SignedIn();
        await (await front.RenewAsync(elsewhere.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.RenewAsync(here.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        (await (await front.RenewAsync(changed.RefreshToken)).SignedIn()).PlayerId.ShouldBe(here.PlayerId);
        await (await front.SignInAsync(email)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        await (await front.SignInAsync(email, "green kettle, fast train")).SignedIn();
    }

    [Fact]
    public async Task A_code_sets_a_new_password_once()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var before = await front.AccountAsync(email);
        await front.PostAsync("/api/auth/reset", new { email, language = "de" });
        var code = await AccountFront.CodeTo(email);
        // Another is not sent so soon, and the first stays good.
        await front.PostAsync("/api/auth/reset", new { email });
        await (await front.PostAsync("/api/auth/reset/confirm", new { email, code = "33333-33333", password = "green kettle, fast train" })).ShouldBeProblem(HttpStatusCode.BadRequest, "wrong_code");
        await (await front.PostAsync("/api/account/email/confirm", new { code }, before.Token)).ShouldBeProblem(HttpStatusCode.BadRequest, "wrong_code");
        var reset = await (await front.PostAsync("/api/auth/reset/confirm", new { email, code = code.ToLowerInvariant(), password = "green kettle, fast train" })).SignedIn();
        reset.PlayerId.ShouldBe(before.PlayerId);
        await (await front.RenewAsync(before.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.PostAsync("/api/auth/reset/confirm", new { email, code, password = "red kettle, late train" })).ShouldBeProblem(HttpStatusCode.BadRequest, "wrong_code");
        await (await front.SignInAsync(email, "green kettle, fast train")).SignedIn();
        AccountFront.MailsTo(email).Count.ShouldBe(1);
        AccountFront.MailsTo(email)[0].ShouldContain("Passwort");
    }

    [Fact]
    public async Task Five_wrong_codes_are_the_last()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        await front.AccountAsync(email);
        await front.PostAsync("/api/auth/reset", new { email });
        var code = await AccountFront.CodeTo(email);
        for (var n = 0; n < 5; n++) await front.PostAsync("/api/auth/reset/confirm", new { email, code = "33333-33333", password = "green kettle, fast train" });
        await (await front.PostAsync("/api/auth/reset/confirm", new { email, code, password = "green kettle, fast train" })).ShouldBeProblem(HttpStatusCode.BadRequest, "wrong_code");
    }

    [Fact]
    public async Task An_account_goes_with_all_it_has()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var ada = await front.AccountAsync(email);
        var quizId = await TestRoom.SaveAsync(front, new Guest(ada.Token, ada.PlayerId, ada.Nickname), Quizzes.Choice());

        var answer = await front.GetAsync("/api/account/export", ada.Token);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var export = await answer.Content.ReadFromJsonAsync<JsonElement>();
        export.GetProperty("account").Text("email").ShouldBe(email);
        export.List("quizzes").Single().Text("quizId").ShouldBe(quizId);
        export.List("signIns").Count().ShouldBe(1);
        export.List("activity").Select(e => e.Text("action")).ShouldBe(["data_exported", "account_created"]);
        export.GetRawText().ShouldNotContain("AQAAAA");

        await (await front.PostAsync("/api/account/delete", new { password = "wrong" }, ada.Token)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        (await front.PostAsync("/api/account/delete", new { password = AccountFront.Password }, ada.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await front.SignInAsync(email)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong_credentials");
        await (await front.RenewAsync(ada.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.GetAsync("/api/account", ada.Token)).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        // A token that follows from no sign-in of ours finds nothing either.
        var platform = Tokens.Sign(ada.PlayerId, "main", "player").Token;
        await (await front.GetAsync("/api/account", platform)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await front.GetAsync("/api/me", platform)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await front.AccountAsync(email)).PlayerId.ShouldNotBe(ada.PlayerId);
    }

    [Fact]
    public async Task A_guest_has_no_account()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        await (await front.GetAsync("/api/account", guest.Token)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await front.GetAsync("/api/account/export", guest.Token)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await front.PostAsync("/api/account/delete", new { password = "" }, guest.Token)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Without_a_way_to_send_mail_that_is_said()
    {
        var front = await TestFront.SharedAsync();
        await (await front.PostAsync("/api/auth/reset", new { email = "ada@example.org" })).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "mail_unavailable");
    }

    [Fact]
    public async Task No_secret_is_logged()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var ada = await front.AccountAsync(email);
        await front.PostAsync("/api/auth/reset", new { email });
        var code = await AccountFront.CodeTo(email);
        await front.SignInAsync(email, "a password that is wrong");
        await front.RenewAsync(ada.RefreshToken);
        await front.PostAsync("/api/auth/reset/confirm", new { email, code, password = "green kettle, fast train" });
        foreach (var secret in new[] { AccountFront.Password, "a password that is wrong", "green kettle, fast train", ada.RefreshToken, ada.Token, code, code.Replace("-", "", StringComparison.Ordinal) })
            front.Logs.Entries.ShouldAllBe(entry => !entry.Contains(secret));
    }
}
