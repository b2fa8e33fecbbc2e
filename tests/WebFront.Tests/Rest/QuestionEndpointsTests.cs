using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rest;

public sealed class QuestionEndpointsTests : IAsyncLifetime
{
    private TestFront _front = null!;
    private HttpClient _tess = null!;
    private HttpClient _gus = null!;

    /// <summary>In every text of a test, so that the shared bank's other questions do not matter.</summary>
    private readonly string _word = $"w{Guid.NewGuid():N}";

    public async Task InitializeAsync()
    {
        _front = await TestFront.SharedAsync();
        var tokens = _front.Services.GetRequiredService<JwtTokens>();
        var id = $"tess-{Guid.NewGuid():N}";
        _tess = _front.Rest(new Guest(tokens.Issue(id, "Tess", "main", "teacher").Token, id, "Tess"));
        _gus = _front.Rest(await _front.GuestAsync("Gus"));
    }

    public Task DisposeAsync()
    {
        _tess.Dispose();
        _gus.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_question_is_written_found_changed_verified_and_removed()
    {
        using var created = await _tess.PostAsJsonAsync("/api/questions", Question("Which river?", category: "Rivers"));
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        var id = (await Json(created)).Text("questionId");
        created.Headers.Location!.ToString().ShouldBe($"/api/questions/{id}");

        (await List($"?search={_word}&category=Rivers&status=draft&kind=single")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            q => q.Text("questionId").ShouldBe(id), q => q.Int("version").ShouldBe(1), q => q.GetProperty("question").Text("category").ShouldBe("Rivers"));

        using var changed = await _tess.PutAsJsonAsync($"/api/questions?id={id}&version=1", new { status = "ready", difficulty = "hard", verified = true });
        var entry = (await Json(changed)).GetProperty("entry");
        (entry.Int("version"), entry.GetProperty("question").Text("status"), entry.GetProperty("question").Text("category")).ShouldBe((2, "ready", "Rivers"));
        entry.Text("verifiedBy").ShouldStartWith("tess-");
        await (await _tess.PutAsJsonAsync($"/api/questions?id={id}&version=1", new { status = "draft" })).ShouldBeProblem(HttpStatusCode.Conflict, "version_conflict");
        (await (await _tess.PutAsJsonAsync($"/api/questions?id={id}", new { text = "" })).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_question")).List("faults").ShouldNotBeEmpty();
        await (await _tess.PutAsJsonAsync($"/api/questions?id={id}", new { text = 7 })).ShouldBeProblem(HttpStatusCode.BadRequest, "malformed");

        (await _tess.GetFromJsonAsync<JsonElement>($"/api/questions/{id}/versions")).List("items").Select(v => v.Int("version")).ShouldBe([2, 1]);
        (await _tess.GetFromJsonAsync<JsonElement>($"/api/questions/{id}/statistics")).Int("games").ShouldBe(0);
        (await _tess.DeleteAsync($"/api/questions?id={id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await _tess.GetAsync($"/api/questions/{id}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await _tess.DeleteAsync($"/api/questions?id={id}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_guest_has_a_space_of_his_own_and_the_built_in_questions()
    {
        var shared = (await Json(await _tess.PostAsJsonAsync("/api/questions", Question("Shared?")))).Text("questionId");
        var own = (await Json(await _gus.PostAsJsonAsync("/api/questions", Question("Own?")))).Text("questionId");
        await (await _gus.PostAsJsonAsync("/api/questions?space=shared", Question("Other?"))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _gus.GetAsync($"/api/questions/{shared}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await _tess.GetAsync($"/api/questions/{own}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        var builtIn = (await _gus.GetFromJsonAsync<JsonElement>("/api/questions?space=builtIn&limit=1")).List("items").ShouldHaveSingleItem();
        await (await _gus.DeleteAsync($"/api/questions?id={builtIn.Text("questionId")}")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        (await _gus.GetFromJsonAsync<JsonElement>("/api/questions/facets")).List("categories").Count().ShouldBeGreaterThan(10);
        await (await _front.Anonymous.GetAsync("/api/questions")).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task The_same_question_is_a_duplicate_and_a_near_one_is_shown()
    {
        var id = (await Json(await _tess.PostAsJsonAsync("/api/questions", Question("Which river is the longest in Europe?")))).Text("questionId");
        var problem = await (await _tess.PostAsJsonAsync("/api/questions", Question("which river is the LONGEST in europe"))).ShouldBeProblem(HttpStatusCode.Conflict, "duplicate");
        problem.List("similar").First().Text("questionId").ShouldBe(id);
        var near = await Json(await _tess.PostAsJsonAsync("/api/questions", Question("Which river is the longest of Europe?")));
        near.List("similar").First().Text("questionId").ShouldBe(id);
    }

    [Fact]
    public async Task A_list_is_paged_by_key()
    {
        await _tess.PostAsJsonAsync("/api/questions/bulk", new { questions = Enumerable.Range(0, 5).Select(i => Question($"Page {i} {Guid.NewGuid():N}?")) });
        var ids = new List<string>();
        var next = "";
        do
        {
            var page = await _tess.GetFromJsonAsync<JsonElement>($"/api/questions?search={_word}&limit=2&after={next}");
            ids.AddRange(page.List("items").Select(q => q.Text("questionId")));
            next = page.Maybe("next")?.GetString() ?? "";
        }
        while (next.Length > 0);
        ids.Distinct().Count().ShouldBe(5);
        ids.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Many_are_added_and_changed_at_once()
    {
        var added = await Json(await _tess.PostAsJsonAsync("/api/questions/bulk", new { questions = new[] { Question("One bulk?"), Question(""), Question("Another of them?") } }));
        added.Int("stored").ShouldBe(2);
        var rows = added.List("rows").ToArray();
        rows[1].List("faults").First().Text("code").ShouldBe("text_missing");
        string[] ids = [rows[0].Text("questionId"), rows[2].Text("questionId")];
        var changed = await Json(await _tess.PostAsJsonAsync("/api/questions/bulk", new { ids = ids.Append("nobody"), status = "ready", verified = true }));
        changed.List("changed").Count().ShouldBe(2);
        changed.List("refused").ShouldHaveSingleItem().Text("code").ShouldBe("not_found");
        (await List($"?search={_word}&status=ready&verified=true")).Count().ShouldBe(2);
        (await Json(await _tess.PostAsJsonAsync("/api/questions/bulk", new { ids, delete = true }))).List("changed").Count().ShouldBe(2);
        await (await _tess.PostAsJsonAsync("/api/questions/bulk", new { ids })).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_argument");
    }

    [Fact]
    public async Task A_file_is_imported_with_a_report_by_row_and_exported_again()
    {
        var file = $"::a::First {_word}? {{=right ~wrong}}\n\nSecond {_word}? {{T\n\n::c::Third {_word}? {{#42:1}}\n";
        var dry = await Import("gift", file, "&dryRun=true&category=Imported");
        (dry.Int("stored"), dry.Int("good"), dry.Int("bad")).ShouldBe((0, 2, 1));
        var report = await Import("gift", file, "&category=Imported&language=fr&status=ready");
        (report.Int("stored"), report.Int("bad")).ShouldBe((2, 1));
        report.List("rows").Select(r => (r.Int("row"), r.Int("line"), r.List("faults").FirstOrDefault() is { ValueKind: JsonValueKind.Object } f ? f.Text("code") : "")).ShouldBe([(1, 1, ""), (2, 3, "braces_unbalanced"), (3, 5, "")]);
        (await Import("gift", file)).List("rows").Count(r => r.List("faults").Any(f => f.Text("code") == "duplicate")).ShouldBe(2);

        var csv = await _tess.GetAsync($"/api/questions/export?format=csv&search={_word}&language=fr");
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await csv.Content.ReadAsStringAsync()).ReplaceLineEndings("\n").Trim().Split('\n').Length.ShouldBe(3);
        (await _tess.GetStringAsync($"/api/questions/export?format=gift&search={_word}&language=fr")).ShouldContain("{#42:1}");
        var json = await _tess.GetStringAsync($"/api/questions/export?format=json&search={_word}&language=fr");
        JsonDocument.Parse(json).RootElement.EnumerateArray().Count().ShouldBe(2);
        (await Import("json", json, "&allowDuplicates=true")).Int("stored").ShouldBe(2);
        await (await _tess.GetAsync("/api/questions/export?format=doc")).ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_format");
    }

    [Theory]
    [InlineData("gift", "", "malformed")]
    [InlineData("csv", "a,b", "malformed")]
    [InlineData("kahoot", "PK", "malformed")]
    [InlineData("qti", "<!DOCTYPE x []><x/>", "malformed")]
    [InlineData("json", "[]", "malformed")]
    [InlineData("json", "{\"questions\":[]}", "malformed")]
    [InlineData("opentdb", "{\"response_code\":5,\"results\":[]}", "source_refused")]
    [InlineData("json", "{", "malformed")]
    [InlineData("excel", "x", "unknown_format")]
    public async Task A_file_that_cannot_be_read_at_all_is_refused(string format, string file, string code) =>
        await (await _tess.PostAsync($"/api/questions/import?format={format}", new ByteArrayContent(Encoding.UTF8.GetBytes(file)))).ShouldBeProblem(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task A_file_over_5_MB_is_too_large_and_one_below_is_read()
    {
        // Asks before it sends: the server answers and hangs up, and whoever is still sending may not hear it.
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/questions/import?format=gift") { Content = new ByteArrayContent(new byte[(5 * 1024 * 1024) + 1]), Headers = { ExpectContinue = true } };
        await (await _tess.SendAsync(large)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        await (await _tess.PostAsync("/api/questions/import?format=gift", new ByteArrayContent(Enumerable.Repeat((byte)'\n', 4 * 1024 * 1024).ToArray()))).ShouldBeProblem(HttpStatusCode.BadRequest, "malformed");
        using var wordy = new HttpRequestMessage(HttpMethod.Post, "/api/questions")
        {
            Content = new StringContent($"{{\"text\":\"{new string('x', 2 * 1024 * 1024)}\"}}", MediaTypeHeaderValue.Parse("application/json")),
            Headers = { ExpectContinue = true },
        };
        await (await _tess.SendAsync(wordy)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }

    [Fact]
    public async Task A_room_is_opened_by_a_rule_by_a_guest_from_the_built_in_questions()
    {
        await using var host = new Person(await _front.GuestAsync("Hanna"), await _front.ConnectAsync(await _front.GuestAsync("Hanna")));
        var created = await host.Call("CreateRoom", new { draw = new object[] { new { count = 5, language = "en", difficulty = "medium" } } });
        created.GetProperty("room").Int("of").ShouldBe(5);
        (await host.Refusal("CreateRoom", new { draw = new object[] { new { count = 5, category = "No such" } } })).ShouldBe("too_few_questions");
        (await host.Refusal("CreateRoom", new { })).ShouldBe("invalid_settings");
        var drawn = await Json(await _gus.PostAsJsonAsync("/api/questions/draw", new { rules = new[] { new { count = 3 } } }));
        drawn.List("questions").Count().ShouldBe(3);
    }

    private object Question(string text, string category = "Bank") => new
    {
        kind = "single",
        text = text.Length == 0 ? "" : $"{text} {_word}",
        category,
        language = "en",
        choices = new object[] { new { text = "this", correct = true }, new { text = "that" } },
    };

    private async Task<JsonElement> Import(string format, string file, string more = "")
    {
        using var answer = await _tess.PostAsync($"/api/questions/import?format={format}{more}", new ByteArrayContent(Encoding.UTF8.GetBytes(file)));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await Json(answer);
    }

    private async Task<IEnumerable<JsonElement>> List(string query) => (await _tess.GetFromJsonAsync<JsonElement>($"/api/questions{query}")).List("items");

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();
}
