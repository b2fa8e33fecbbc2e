using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace QuizOrleans.WebFront.Tests.Fixtures;

public static class Refusals
{
    /// <summary>problem+json with this status and code; returns it.</summary>
    public static async Task<JsonElement> ShouldBeProblem(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.Text("code").ShouldBe(code);
        return problem;
    }
}
