using System.Text.Json;
using QuizOrleans.Testing;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Somebody with a connection to the play hub.</summary>
public sealed class Person(Guest guest, HubClient hub) : IAsyncDisposable
{
    public Guest Guest => guest;

    public string Id => guest.PlayerId;

    public HubClient Hub => hub;

    public Task<JsonElement> Call(string method, params object?[] arguments) => hub.Call(method, arguments);

    public Task<JsonElement> Next(string name, Func<JsonElement, bool>? fits = null) => hub.Next(name, fits);

    public Task<JsonElement> Answer(string pin, int index, params int[] choices) => Call("SubmitAnswer", pin, index, new { choices });

    /// <summary>The code with which a call is refused.</summary>
    public async Task<string> Refusal(string method, params object?[] arguments) =>
        (await Should.ThrowAsync<HubRefusedException>(() => hub.Call(method, arguments))).Code;

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
