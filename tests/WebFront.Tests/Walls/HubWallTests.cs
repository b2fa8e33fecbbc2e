using System.Net.WebSockets;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>
/// Walks every method of every hub as somebody who is not signed in, as somebody of another tenant who knows the pin and the ids, and as somebody of the
/// tenant who has no business with the room or not the role. A method without a rule here fails the walk.
/// </summary>
public sealed class HubWallTests : IAsyncLifetime
{
    private const string Own = "own";
    private const string PlayHub = "/hubs/play";

    /// <param name="Arguments">Of the red room: its pin, a player of it, its host's key, its quiz.</param>
    /// <param name="Foreign">What another tenant is told; "own" when the method concerns nothing but the caller's own.</param>
    /// <param name="Outsider">What somebody of the tenant is told who is not of the room.</param>
    /// <param name="Player">What a player of the room is told who is not its host.</param>
    /// <param name="Student">What a caller without the role of a host is told, where a role counts.</param>
    private sealed record Rule(Func<Red, object?[]> Arguments, string Foreign, string Outsider, string Player, string? Student = null, string Hub = PlayHub);

    private sealed record Red(string Pin, string PlayerId, string HostKey, string QuizId);

    private static readonly Dictionary<string, Rule> Rules = new()
    {
        ["CreateRoom"] = new(r => [new { quizId = r.QuizId }], "not_found", "forbidden", "forbidden", Student: "forbidden"),
        ["JoinRoom"] = new(r => [r.Pin, "Mallory", null], "room_not_found", Own, Own),
        ["WatchRoom"] = new(r => [r.Pin], "room_not_found", Own, Own),
        ["TakeOverRoom"] = new(r => [r.Pin, "guessed"], "room_not_found", "wrong_key", "wrong_key"),
        ["Resync"] = new(r => [r.Pin], "room_not_found", "not_a_member", Own),
        ["SubmitAnswer"] = new(r => [r.Pin, 0, new { choices = new[] { 1 } }], "room_not_found", "not_a_member", Own),
        ["Rename"] = new(r => [r.Pin, "Other"], "room_not_found", "not_allowed_now", "not_allowed_now"),
        ["LeaveRoom"] = new(r => [r.Pin], "room_not_found", "not_a_member", Own),
        ["StartRoom"] = HostOnly(),
        ["NextQuestion"] = HostOnly(),
        ["PauseRoom"] = HostOnly(),
        ["ResumeRoom"] = HostOnly(),
        ["EndRoom"] = HostOnly(),
        ["LockRoom"] = HostOnly(true),
        ["KickPlayer"] = new(r => [r.Pin, r.PlayerId], "room_not_found", "not_host", "not_host"),
        ["SetTimeFactor"] = new(r => [r.Pin, r.PlayerId, 2], "room_not_found", "not_host", "not_host"),
        ["Rematch"] = new(r => [r.Pin], "room_not_found", "not_allowed_now", "not_allowed_now"),
        ["DeclineRematch"] = new(r => [r.Pin], "room_not_found", "not_allowed_now", "not_allowed_now"),
        ["BlockPlayer"] = new(r => [r.PlayerId, true], Own, Own, "invalid_argument"),
        ["JoinQueue"] = new(_ => [new { category = "geography", language = "en" }], Own, Own, Own),
        ["LeaveQueue"] = new(_ => [], "not_queued", "not_queued", "not_queued"),
        ["AcceptSubstitute"] = new(_ => [], "not_queued", "not_queued", "not_queued"),
        ["ChallengeFriend"] = new(_ => [new { category = "geography", language = "en" }], Own, Own, Own),
        ["Ping"] = new(_ => [], Own, Own, Own),
        ["RenewToken"] = new(_ => [Tokens.Sign("hanna", "main", "host").Token], "forbidden", "forbidden", "forbidden"),
        ["Generate"] = Questions(_ => [new { requestId = "red-1", topic = "" }], "invalid_argument"),
        ["Follow"] = Questions(_ => ["red-1"], "not_found"),
        ["Cancel"] = Questions(_ => ["red-1"], "not_found"),
        // Where the protocol sends what it cannot read or bind; who calls them gets the same answer.
        ["Unreadable"] = new(_ => [], Own, Own, Own),
        ["Unfit"] = new(_ => ["any"], "invalid_argument", "invalid_argument", "invalid_argument"),
    };

    private TestFront _front = null!;
    private TestRoom _room = null!;
    private Person _player = null!;
    private Red _red = null!;

    public async Task InitializeAsync()
    {
        _front = await TestFront.StartAsync();
        var host = Tokens.Sign("hanna", "main", "host");
        var quiz = await TestRoom.SaveAsync(_front, host, Quizzes.Choice(), Quizzes.Choice());
        _room = await TestRoom.OpenAsync(_front, host, quiz);
        _player = await _room.Connect(Tokens.Sign("pia", "main", "player"));
        await _player.Call("JoinRoom", _room.Pin, "Pia", null);
        await (await _room.Connect(Tokens.Sign("quinn", "main", "player"))).Call("JoinRoom", _room.Pin, "Quinn", null);
        _red = new Red(_room.Pin, _player.Id, _room.HostKey, quiz);
        await _room.Start();
    }

    public async Task DisposeAsync()
    {
        await _room.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Fact]
    public void Every_method_of_every_hub_has_a_rule()
    {
        var hubs = typeof(WebFrontApp).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Microsoft.AspNetCore.SignalR.Hub)) && !t.IsAbstract).ToList();
        hubs.SelectMany(Methods).Distinct().Order().ShouldBe(Rules.Keys.Order());
        hubs.ShouldAllBe(h => h.IsDefined(typeof(AuthorizeAttribute)));
        // Each is reached over the address whose test follows.
        Addresses().Count().ShouldBe(hubs.Count);
    }

    [Fact]
    public async Task Nobody_reaches_a_hub_without_a_token()
    {
        foreach (var address in Addresses())
        {
            foreach (var token in (string?[])[null, "", "nonsense", Tokens.Of(new { sub = "a", exp = 1 })])
                (await Should.ThrowAsync<WebSocketException>(() => HubClient.ConnectAsync(new Uri(_front.Address, address), token))).Message.ShouldContain("401");
        }
    }

    [Fact]
    public async Task Nobody_is_let_in_for_the_deployments_own_tenant() =>
        (await Should.ThrowAsync<WebSocketException>(() => _front.ConnectAsync(Tokens.Sign("keeper", "keeper", "admin")))).Message.ShouldContain("403");

    [Fact]
    public Task Another_tenant_finds_nothing() => Walk(r => r.Foreign, name => Tokens.Sign(name, "blue", "player", "host", "admin"));

    [Fact]
    public Task Somebody_who_is_not_of_the_room_may_join_and_look_on_and_no_more() => Walk(r => r.Outsider, name => Tokens.Sign(name, "main", "player"));

    [Fact]
    public async Task A_player_is_no_host()
    {
        // One person on one connection to each hub: what he may do he does last.
        var elsewhere = new Dictionary<string, Person>();
        foreach (var (method, rule) in Rules.OrderBy(r => r.Value.Player == Own))
        {
            if (method is "LeaveRoom" or "JoinQueue" or "ChallengeFriend") continue;
            if (rule.Hub != PlayHub && !elsewhere.ContainsKey(rule.Hub)) elsewhere[rule.Hub] = await Connect(_player.Guest, rule.Hub);
            await Expect(rule.Hub == PlayHub ? _player : elsewhere[rule.Hub], method, rule, rule.Player);
        }

        foreach (var person in elsewhere.Values) await person.DisposeAsync();
        await NothingHappened();
    }

    [Fact]
    public async Task A_role_that_does_not_fit_is_refused()
    {
        foreach (var roles in (string[][])[[], ["student"], ["player"], ["hosts"], ["HOST"]])
        {
            foreach (var (method, rule) in Rules.Where(r => r.Value.Student is not null))
            {
                await using var student = await Connect(Tokens.Sign($"s{Guid.NewGuid().ToString("N")[..12]}", "main", roles), rule.Hub);
                await Expect(student, method, rule, rule.Student!);
            }
        }
    }

    private async Task Walk(Func<Rule, string> expected, Func<string, Guest> who)
    {
        foreach (var (method, rule) in Rules)
        {
            await using var somebody = await Connect(who($"m{Guid.NewGuid().ToString("N")[..12]}"), rule.Hub);
            await Expect(somebody, method, rule, expected(rule));
        }

        await NothingHappened();
    }

    private async Task Expect(Person who, string method, Rule rule, string expected)
    {
        var told = await Told(() => who.Call(method, rule.Arguments(_red)));
        told.ShouldBe(expected, $"{method} as {who.Id}");
    }

    /// <summary>The code of a refusal, of a receipt that refuses, or "own" for a success.</summary>
    private static async Task<string> Told(Func<Task<JsonElement>> call)
    {
        try
        {
            var result = await call();
            return result.ValueKind is JsonValueKind.Object && result.TryGetProperty("accepted", out var accepted) && !accepted.GetBoolean() ? result.Text("code") : Own;
        }
        catch (HubRefusedException e)
        {
            return e.Code;
        }
    }

    private async Task NothingHappened()
    {
        var seen = await _room.Host.Call("Resync", _room.Pin);
        (seen.Text("phase"), seen.Int("index"), seen.True("locked")).ShouldBe(("question", 0, false));
        seen.Player(_player.Id).Text("nickname").ShouldBe("Pia");
        _front.Logs.Entries.ShouldAllBe(e => !e.StartsWith("Error", StringComparison.Ordinal));
    }

    private async Task<Person> Connect(Guest guest, string hub) => new(guest, await HubClient.ConnectAsync(new Uri(_front.Address, hub), guest.Token));

    /// <summary>Of the questions hub. Nobody finds another's request, whatever his tenant: request ids are everybody's own.</summary>
    private static Rule Questions(Func<Red, object?[]> arguments, string nothing) => new(arguments, nothing, "forbidden", "forbidden", "forbidden", "/hubs/questions");

    private static Rule HostOnly(params object?[] more) => new(r => [r.Pin, .. more], "room_not_found", "not_host", "not_host");

    private static IEnumerable<string> Methods(Type hub) =>
        hub.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => !m.IsSpecialName && m.GetBaseDefinition().DeclaringType is { } declared && declared != typeof(object) && declared != typeof(Microsoft.AspNetCore.SignalR.Hub))
            .Select(m => m.Name);

    private IEnumerable<string> Addresses() => _front.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HubMetadata>() is not null && e.RoutePattern.RawText!.EndsWith("negotiate", StringComparison.Ordinal) is false)
        .Select(e => e.RoutePattern.RawText!);
}
