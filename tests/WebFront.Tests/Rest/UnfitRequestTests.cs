using System.Net;
using System.Net.Http.Headers;
using System.Text;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rest;

/// <summary>A request that does not fit its address is told what is wrong with it, signed in or not, in development as in production.</summary>
public sealed class UnfitRequestTests
{
    private static readonly Lazy<Task<TestFront>> Development = new(() => TestFront.StartAsync("ENVIRONMENT=Development", "Limits:Requests=100000"));

    [Theory]
    [InlineData("/api/auth/guest")]
    [InlineData("/api/auth/accounts")]
    [InlineData("/api/auth/sign-in")]
    [InlineData("/api/auth/renew")]
    [InlineData("/api/auth/sign-out")]
    [InlineData("/api/auth/reset")]
    [InlineData("/api/quizzes")]
    [InlineData("/api/questions")]
    [InlineData("/api/questions/bulk")]
    [InlineData("/api/questions/draw")]
    [InlineData("/api/questions/generate")]
    [InlineData("/api/account/password")]
    public async Task A_body_that_is_no_JSON_is_malformed(string path)
    {
        foreach (var front in (TestFront[])[await TestFront.SharedAsync(), await Development.Value])
        {
            using var ada = front.Rest(await front.GuestAsync("Ada"));
            foreach (var body in (string[])["no json", "{\"nickname\":", "[]", ""])
            {
                using var answer = await ada.PostAsync(path, Body(body, "application/json"));
                await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "malformed");
            }
        }
    }

    [Theory]
    [InlineData("/api/auth/guest")]
    [InlineData("/api/auth/accounts")]
    [InlineData("/api/auth/sign-in")]
    [InlineData("/api/auth/renew")]
    public async Task A_body_of_another_type_is_told_so_before_signing_in_too(string path)
    {
        foreach (var front in (TestFront[])[await TestFront.SharedAsync(), await Development.Value])
        {
            using var ada = front.Rest(await front.GuestAsync("Ada"));
            foreach (var client in (HttpClient[])[front.Anonymous, ada])
            {
                foreach (var type in (string?[])["text/plain", "application/x-www-form-urlencoded", "application/octet-stream", null])
                {
                    using var answer = await client.PostAsync(path, Body("{}", type));
                    await answer.ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "malformed");
                }
            }
        }
    }

    [Theory]
    [InlineData("GET", "/api/auth/guest", "POST")]
    [InlineData("HEAD", "/api/auth/guest", "POST")]
    [InlineData("DELETE", "/api/auth/guest", "POST")]
    [InlineData("GET", "/api/auth/sign-in", "POST")]
    [InlineData("GET", "/API/auth/sign-in", "POST")]
    [InlineData("GET", "/api/auth/reset/confirm", "POST")]
    public async Task An_open_address_says_which_method_it_takes_to_everybody(string method, string path, string allowed)
    {
        var front = await TestFront.SharedAsync();
        using var ada = front.Rest(await front.GuestAsync("Ada"));
        foreach (var client in (HttpClient[])[front.Anonymous, ada]) await IsNotAllowed(client, method, path, allowed);
    }

    [Theory]
    [InlineData("GET", "/api/account/delete", "POST")]
    [InlineData("GET", "/api/quizzes/import", "POST")]
    [InlineData("DELETE", "/api/quizzes/import", "POST")]
    [InlineData("GET", "/api/questions/bulk", "POST")]
    [InlineData("GET", "/api/questions/draw", "POST")]
    [InlineData("GET", "/api/questions/generate", "POST")]
    [InlineData("GET", "/api/admin/accounts/ada/roles", "PUT")]
    [InlineData("POST", "/api/me", "GET")]
    [InlineData("POST", "/api/questions/generate/r1", "GET, DELETE")]
    public async Task Any_other_says_so_to_whoever_is_signed_in(string method, string path, string allowed)
    {
        var front = await TestFront.SharedAsync();
        using var ada = front.Rest(await front.GuestAsync("Ada"));
        await IsNotAllowed(ada, method, path, allowed);
        using var anonymous = await front.Anonymous.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        await anonymous.ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/auth")]
    [InlineData("/api/auth/guest/more")]
    [InlineData("/api/questions/none")]
    [InlineData("/api/quizzes/none")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var front = await TestFront.SharedAsync();
        using var ada = front.Rest(await front.GuestAsync("Ada"));
        await (await ada.GetAsync(path)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task IsNotAllowed(HttpClient client, string method, string path, string allowed)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        answer.Content.Headers.Allow.ShouldBe(allowed.Split(", "), ignoreOrder: true);
        if (method == "HEAD") answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        else await answer.ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    private static ByteArrayContent Body(string text, string? type)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        body.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return body;
    }
}
