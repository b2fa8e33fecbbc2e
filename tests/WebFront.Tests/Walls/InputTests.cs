using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>What comes in is checked once, at the gate, and is composed Unicode from there on.</summary>
public sealed class InputTests
{
    [Fact]
    public void Every_argument_of_every_hub_method_has_a_rule()
    {
        var hubs = typeof(WebFrontApp).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Microsoft.AspNetCore.SignalR.Hub)) && !t.IsAbstract);
        var parameters = hubs.SelectMany(h => h.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Where(m => m.DeclaringType!.Assembly == typeof(WebFrontApp).Assembly && m.GetBaseDefinition() == m)
            .SelectMany(m => m.GetParameters().Select(p => (Name: $"{m.Name}({p.Name})", Parameter: p))).ToList();
        parameters.Count.ShouldBeGreaterThan(20);
        foreach (var (name, parameter) in parameters.Where(p => p.Parameter.ParameterType != typeof(bool)))
            parameter.GetCustomAttribute<ArgumentRuleAttribute>().ShouldNotBeNull(name);
    }

    [Fact]
    public void No_message_carries_a_clients_clock()
    {
        // The server alone says when something was: there is nothing that a wrong or lying clock could bend. Whoever adds such a member must bound it, and say so here.
        var clocks = (Type[])[typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan)];
        var seen = new HashSet<Type>();
        var queue = new Queue<Type>(typeof(WebFrontApp).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Microsoft.AspNetCore.SignalR.Hub)) && !t.IsAbstract)
            .SelectMany(h => h.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).SelectMany(m => m.GetParameters()).Select(p => p.ParameterType));
        while (queue.TryDequeue(out var type))
        {
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : type.IsArray ? [type.GetElementType()!] : Type.EmptyTypes) queue.Enqueue(part);
            clocks.ShouldNotContain(type);
            if (!seen.Add(type) || type.Assembly.GetName().Name?.StartsWith("QuizOrleans", StringComparison.Ordinal) is not true) continue;
            foreach (var member in type.GetProperties())
            {
                clocks.ShouldNotContain(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, $"{type.Name}.{member.Name}");
                member.Name.ShouldNotContain("timestamp", Case.Insensitive, type.Name);
                queue.Enqueue(member.PropertyType);
            }
        }

        seen.Count.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("JoinRoom", "invalid_nickname", "\u202Ebob")]
    [InlineData("JoinRoom", "invalid_nickname", "bo\u0000b")]
    [InlineData("JoinRoom", "invalid_nickname", "\u2066bob\u2069")]
    [InlineData("JoinRoom", "invalid_nickname", "bob\u200B")]
    [InlineData("JoinRoom", "invalid_nickname", "b\u0301\u0301\u0301\u0301\u0301\u0301b")]
    [InlineData("JoinRoom", "invalid_nickname", "\u3164")]
    [InlineData("JoinRoom", "invalid_argument", "b\uFFFEb")]
    public async Task Names_that_would_deceive_are_refused(string method, string code, string name)
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        await using var somebody = await room.Stranger();
        (await somebody.Refusal(method, room.Pin, name)).ShouldBe(code);
        await somebody.Call("JoinRoom", room.Pin, "Bob");
    }

    [Fact]
    public async Task Half_a_character_is_malformed_and_the_connection_lives()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        await using var somebody = await room.Stranger();
        var answer = somebody.Hub.Expect("x");
        await somebody.Hub.SendRaw($$"""{"type":1,"invocationId":"x","target":"JoinRoom","arguments":["{{room.Pin}}","\ud800",null]}""");
        (await Should.ThrowAsync<QuizOrleans.Testing.HubRefusedException>(() => answer)).Code.ShouldBe("invalid_argument");
        await somebody.Call("Ping");
    }

    [Fact]
    public async Task What_looks_the_same_is_the_same()
    {
        var front = await TestFront.SharedAsync();
        const string Decomposed = "Zoe\u0301";
        using var answer = await front.Anonymous.PostAsJsonAsync("/api/auth/guest", new { nickname = Decomposed });
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("nickname").ShouldBe("Zo\u00E9");
        var owner = await front.GuestAsync("Ada");
        var id = await TestRoom.SaveAsync(front, owner, Quizzes.Choice("Que\u0301?"));
        using var rest = front.Rest(owner);
        var quiz = await rest.GetFromJsonAsync<JsonElement>($"/api/quizzes/{id}");
        quiz.GetProperty("quiz").List("questions").Single().Text("text").ShouldBe("Qu\u00E9?");
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\uFFFE\\u0301\"")]
    public async Task What_is_no_Unicode_is_malformed(string nickname)
    {
        var front = await TestFront.SharedAsync();
        using var body = new StringContent($$"""{"nickname":{{nickname}}}""", Encoding.UTF8, "application/json");
        using var answer = await front.Anonymous.PostAsync("/api/auth/guest", body);
        await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "malformed");
    }

    [Theory]
    [InlineData("LockRoom", "invalid_argument", "room one", true)]
    [InlineData("LockRoom", "invalid_argument", "../main", true)]
    [InlineData("SubmitAnswer", "invalid_argument", "PIN", -1)]
    [InlineData("SubmitAnswer", "invalid_argument", "PIN", 10_001)]
    [InlineData("KickPlayer", "invalid_argument", "PIN", "a/b")]
    [InlineData("BlockPlayer", "invalid_argument", "", true)]
    public async Task Arguments_out_of_their_range_never_reach_a_grain(string method, string code, string first, object second)
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        object?[] arguments = method == "SubmitAnswer" ? [room.Pin, second, new { choices = new[] { 1 } }] : [first == "PIN" ? room.Pin : first, second];
        if (first == "room one") arguments[0] = "room-one%";
        (await room.Host.Refusal(method, arguments)).ShouldBe(code);
    }

    [Fact]
    public async Task A_word_list_keeps_words_out_of_names_and_is_off_without_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "rascal\nScoundrel\n");
            await using var front = await TestFront.StartAsync($"Input:BlockedWords={file}");
            await using var room = await TestRoom.OpenAsync(front);
            await using var somebody = await room.Stranger("Nobody");
            foreach (var name in new[] { "rascal", "RASCAL", "a Rascal here", "ｒａｓｃａｌ", "r.a.s.c.a.l", "r a s c a l", "ráscal" })
                (await somebody.Refusal("JoinRoom", room.Pin, name)).ShouldBe("invalid_nickname", name);
            await somebody.Call("JoinRoom", room.Pin, "Rascalie");
        }
        finally
        {
            File.Delete(file);
        }

        await using var open = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        await open.Join("rascal");
    }
}
