using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rest;

public sealed class QuizEndpointsTests : IAsyncLifetime
{
    private HttpClient _ada = null!;
    private HttpClient _bob = null!;

    public async Task InitializeAsync()
    {
        var front = await TestFront.SharedAsync();
        _ada = front.Rest(await front.GuestAsync("Ada"));
        _bob = front.Rest(await front.GuestAsync("Bob"));
    }

    public Task DisposeAsync()
    {
        _ada.Dispose();
        _bob.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_quiz_is_written_read_changed_and_removed()
    {
        using var created = await _ada.PostAsJsonAsync("/api/quizzes", Quizzes.Of(Quizzes.Choice(), Quizzes.Typed, Quizzes.Number, Quizzes.Order, Quizzes.Poll));
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var saved = await created.Content.ReadFromJsonAsync<JsonElement>();
        (saved.Int("version"), saved.Int("imported"), saved.List("rejected").Count()).ShouldBe((1, 5, 0));
        var address = created.Headers.Location!.ToString();
        address.ShouldEndWith(saved.Text("quizId"));

        var read = await _ada.GetFromJsonAsync<JsonElement>(address);
        read.GetProperty("quiz").List("questions").Select(q => q.Text("kind")).ShouldBe(["single", "typed", "number", "order", "poll"]);
        (await _ada.GetFromJsonAsync<JsonElement>("/api/quizzes")).List("items").ShouldContain(q => q.Text("quizId") == saved.Text("quizId"));

        using var changed = await _ada.PutAsJsonAsync($"{address}?version=1", Quizzes.Of(Quizzes.Poll));
        (await changed.Content.ReadFromJsonAsync<JsonElement>()).Int("version").ShouldBe(2);
        await (await _ada.PutAsJsonAsync($"{address}?version=1", Quizzes.Of(Quizzes.Poll))).ShouldBeProblem(HttpStatusCode.Conflict, "version_conflict");
        await (await _ada.PutAsJsonAsync(address, Quizzes.Of(Quizzes.Poll))).ShouldBeProblem(HttpStatusCode.BadRequest, "malformed");
        foreach (var version in (int[])[-7, -1, 0, 999])
        {
            await (await _ada.PutAsJsonAsync($"{address}?version={version}", Quizzes.Of(Quizzes.Poll))).ShouldBeProblem(HttpStatusCode.Conflict, "version_conflict");
            await (await _ada.PutAsJsonAsync($"/api/quizzes/{Guid.NewGuid():N}?version={version}", Quizzes.Of(Quizzes.Poll))).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        }

        (await _ada.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await _ada.GetAsync(address)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await _ada.DeleteAsync(address)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Somebody_elses_quiz_is_neither_read_nor_written()
    {
        using var created = await _ada.PostAsJsonAsync("/api/quizzes", Quizzes.Of(Quizzes.Choice()));
        var address = created.Headers.Location!.ToString();
        await (await _bob.GetAsync(address)).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _bob.PutAsJsonAsync($"{address}?version=1", Quizzes.Of(Quizzes.Poll))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _bob.DeleteAsync(address)).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        (await _bob.GetFromJsonAsync<JsonElement>("/api/quizzes?limit=100")).List("items").ShouldAllBe(q => !address.EndsWith(q.Text("quizId"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_faulty_quiz_is_refused_by_row()
    {
        using var answer = await _ada.PostAsJsonAsync("/api/quizzes", Quizzes.Of(Quizzes.Choice(), new { kind = "typed", text = "" }));
        var problem = await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_quiz");
        problem.List("rejected").ShouldAllBe(r => r.Int("row") == 2 && r.Text("code").Length > 0 && r.Text("reason").Length > 0);
    }

    [Theory]
    [InlineData("application/json", "{\"title\":", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{\"title\":7}", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_cannot_be_read_is_malformed(string type, string body, HttpStatusCode status) =>
        await (await _ada.PostAsync("/api/quizzes", Body(body, type))).ShouldBeProblem(status, "malformed");

    [Theory]
    [InlineData("/api/quizzes")]
    [InlineData("/api/quizzes/import?format=opentdb")]
    [InlineData("/api/auth/guest")]
    public async Task A_body_over_2_MB_is_too_large(string path)
    {
        using var answer = await _ada.PostAsync(path, Body($"{{\"nickname\":\"{new string('x', (2 * 1024 * 1024) + 1)}\"}}"));
        await answer.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }

    [Theory]
    [InlineData("What&#039;s &quot;2 &amp; 2&quot;?", "Four", "Five")]
    [InlineData("What%27s%20%222%20%26%202%22%3F", "Four", "Five")]
    [InlineData("V2hhdCdzICIyICYgMiI/", "Rm91cg==", "Rml2ZQ==")]
    public async Task OpenTDB_is_imported_in_each_of_its_encodings(string question, string right, string wrong)
    {
        var base64 = right.EndsWith('=');
        string Coded(string text) => base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;
        var file = new
        {
            response_code = 0,
            results = new[] { new { type = Coded("multiple"), difficulty = Coded("easy"), category = Coded("Maths"), question, correct_answer = right, incorrect_answers = new[] { wrong, Coded("Six"), Coded("Seven") } } },
        };
        using var answer = await _ada.PostAsJsonAsync("/api/quizzes/import?format=opentdb&title=Sums", file);
        var saved = await answer.Content.ReadFromJsonAsync<JsonElement>();
        saved.Int("imported").ShouldBe(1, saved.ToString());
        var quiz = (await _ada.GetFromJsonAsync<JsonElement>($"/api/quizzes/{saved.Text("quizId")}")).GetProperty("quiz");
        quiz.Text("title").ShouldBe("Sums");
        var only = quiz.List("questions").Single();
        only.Text("text").ShouldBe("What's \"2 & 2\"?");
        only.List("choices").Single(c => c.True("correct")).Text("text").ShouldBe("Four");
    }

    [Fact]
    public async Task Bad_rows_of_an_import_are_told_and_the_good_ones_kept()
    {
        const string file = """{"results":[{"type":"boolean","question":"So?","correct_answer":"True"},{"type":"essay"},7,{"type":"boolean","question":"","correct_answer":"True"}]}""";
        using var answer = await _ada.PostAsync("/api/quizzes/import?format=opentdb", Body(file));
        var saved = await answer.Content.ReadFromJsonAsync<JsonElement>();
        saved.Int("imported").ShouldBe(1);
        saved.List("rejected").Select(r => r.Int("row")).ShouldBe([2, 3, 4]);
    }

    [Theory]
    [InlineData("opentdb", "<html>", "malformed")]
    [InlineData("opentdb", "", "malformed")]
    [InlineData("opentdb", "{\"results\":7}", "malformed")]
    [InlineData("opentdb", "{\"response_code\":5,\"results\":[]}", "source_refused")]
    [InlineData("opentdb", "[]", "malformed")]
    [InlineData("csv", "text,answer", "malformed")]
    [InlineData("excel", "[]", "unknown_format")]
    public async Task A_file_that_cannot_be_read_at_all_is_refused(string format, string file, string code) =>
        await (await _ada.PostAsync($"/api/quizzes/import?format={format}", Body(file))).ShouldBeProblem(HttpStatusCode.BadRequest, code);

    private static StringContent Body(string text, string type = "application/json") => new(text, MediaTypeHeaderValue.Parse(type));
}
